import { readFileSync } from "node:fs"
import { type GraphQLSchema, buildASTSchema, parse } from "graphql"
import { describe, expect, test } from "vitest"
import { SUBGRAPHS } from "../../subgraphs/shared/subgraph.ts"
import { badInvalidInput, badMutationInputs, badMutationResults, mutationsWithoutVerb } from "./mutation-rules.ts"
import * as rules from "./schema-rules.ts"
import * as across from "./subgraph-rules.ts"

type SchemaRule = (schema: GraphQLSchema) => string[]
type SubgraphRule = (subgraphs: readonly across.SubgraphSdl[]) => string[]

/** [what the rule forbids, the rule, a schema that breaks it, what it says]. */
const OVER_A_SCHEMA: readonly (readonly [string, SchemaRule, string, readonly string[]])[] = [
  [
    "names in another case",
    rules.badNames,
    "type party_school { Name(Of: Int): Int } enum Stage { full FULL_2 } input In { a_b: Int }",
    [
      "party_school: the wrong case for: type",
      "party_school.Name: the wrong case for: field",
      "party_school.Name(Of:): the wrong case for: argument",
      "Stage.full: the wrong case for: value",
      "In.a_b: the wrong case for: input field",
    ],
  ],
  [
    "American spelling",
    rules.americanSpelling,
    'type Organization { enrollmentCount: Int "Organized in the center." b: Int "Organised; enrolled; the size of a prize." c: Int } enum E { MAIN_COLOR }',
    ["Organization: organization", "Organization.enrollmentCount: enrollment", "Organization.b: Organized", "Organization.b: center", "E.MAIN_COLOR: color"],
  ],
  [
    "ids instead of objects",
    rules.idsInsteadOfObjects,
    "type Lesson { id: ID! courseId: ID course: ID teacherIds: [String!]! paid: Int } input In { courseId: ID }",
    ["courseId", "course", "teacherIds"].map((name) => `Lesson.${name}: an id instead of an object`),
  ],
  ["ids that may be missing", rules.badIds, "type A { id: ID } type B { id: String! } type C { id: ID! }", ["A.id: ID, not ID!", "B.id: String!, not ID!"]],
  [
    "missing and empty descriptions",
    rules.missingDescriptions,
    'type A { "The full name" fullName(b: Int): Int } "D." enum E { V } "I" input In { f: Int } "A calendar day." scalar Day',
    ["A: no description", "A.fullName: the description repeats the name", "A.fullName(b:): no description", "E.V: no description", "In.f: no description"],
  ],
  [
    "lists with holes",
    rules.listsWithHoles,
    "type A { a: [Int]! b: [Int!]! c(d: [Int]): [[Int]!]! } input In { e: [Int] f: [Int!] }",
    ["A.a: [Int]!", "A.c: [[Int]!]!", "A.c(d:): [Int]", "In.e: [Int]"].map((at) => `${at}, items may be null`),
  ],
  [
    "lists that grow without a limit",
    rules.listsWithoutLimit,
    'type A { "Its people." a: [Int!]! "Its officers, a dozen at most." b: [Int!]! } type AConnection { nodes: [A!]! }',
    ["A.a: neither a connection nor a limit in the description"],
  ],
  [
    "connections of another shape",
    rules.badConnections,
    "type AConnection { edges: [AEdge!] nodes: [A!]! pageInfo: PageInfo! } type AEdge { cursor: String! node: A } type A { a: Int } type BConnection { nodes: [A!]! } type PageInfo { a: Int }",
    [
      "AConnection.edges: [AEdge!], not [AEdge!]!",
      "AEdge.node: A, not A!",
      "BConnection.edges: missing, not [BEdge!]!",
      "BConnection.pageInfo: missing, not PageInfo!",
      "BEdge: missing",
    ],
  ],
  [
    "pages without first and after",
    rules.badPaging,
    'type A { a: AConnection b("1 to 100." first: Int = 20, after: String): AConnection c(first: Int! = 50, after: Int, last: Int): AConnection } type AConnection { a: Int }',
    [
      "A.a: not first: Int = 20",
      "A.a: not after: String",
      "A.c: not first: Int = 20",
      "A.c(first:): the description does not say that 100 is the most",
      "A.c: not after: String",
      "A.c(last:): forward only, by cursor",
    ],
  ],
  [
    "orders and filters of another shape, or shared",
    rules.badOrdering,
    `type A { a(orderBy: AOrder, filter: AFilter): AConnection b(orderBy: AOrder, where: AFilter): BConnection c(orderBy: Odd): CConnection d(sort: String, day: Day): CConnection }
     type AConnection { a: Int } type BConnection { a: Int } type CConnection { a: Int } enum By { NAME } enum Direction { UP DOWN } scalar Day
     input AOrder { field: By! direction: Direction! } input AFilter { a: Int } input Odd { by: By! }`,
    [
      "A.b(where:): neither orderBy nor filter",
      "A.c(orderBy:): not { field, direction }, both enums",
      "A.d(sort:): String, not an input type",
      ...["By", "AOrder", "AFilter"].map((name) => `${name}: shared by AConnection, BConnection`),
    ],
  ],
  [
    "root fields that may not be null",
    rules.nonNullRoots,
    "type Query { a: Int! b: Int } type Mutation { c: Int! } type A { d: Int! }",
    ["Query.a: Int!", "Mutation.c: Int!"],
  ],
  [
    "times by another name",
    rules.misnamedTimes,
    `scalar Date scalar DateTime type A { start: DateTime startsOn: DateTime startsAt: Date joinedOn: String endedAt: String asOf: Date since: Date isOn: Boolean format: Int a(from: DateTime, day: Date): Int }`,
    [
      "A.start: a DateTime is not named …At",
      "A.startsOn: a DateTime is not named …At",
      "A.startsAt: a Date is not named …On",
      "A.joinedOn: String, not Date",
      "A.endedAt: String, not DateTime",
      "A.a(day:): a Date is not named …On",
    ],
  ],
  [
    "lists without end in inputs",
    rules.endlessInputs,
    'input In { "Whom." a: [ID!]! "Whom, at most 100." b: [ID!]! "Whom, at most 5000." c: [ID!] d: [E!] } enum E { V }',
    ["In.a", "In.c"].map((at) => `${at}: the description does not say "at most 100" or fewer`),
  ],
  [
    "deprecations without an end",
    rules.badDeprecations,
    'type A { a: Int @deprecated b: Int @deprecated(reason: "Use `c`. Removal on 2026-12-01.") } enum E { V @deprecated(reason: "Old.") W }',
    ['A.a: "No longer supported"', 'E.V: "Old."'],
  ],
]

const REFUSALS = `"Returned when the viewer may not." type NotAllowed { message: String! } "冲突: Returned when taken." type Taken { message: String }`
const ENROL = `type Mutation { enrolPerson(input: EnrolPersonInput!): EnrolPersonResult } input EnrolPersonInput { clientMutationKey: String }
  "What came of it." union EnrolPersonResult = Enrolment | NotAllowed type Enrolment { a: Int } ${REFUSALS}`

const OVER_MUTATIONS: typeof OVER_A_SCHEMA = [
  [
    "names without a verb",
    mutationsWithoutVerb,
    "type Mutation { personEnrol: Int lessonClose: Int enrolPerson: Int }",
    ["personEnrol", "lessonClose"].map((name) => `Mutation.${name}: does not begin with a verb`),
  ],
  [
    "inputs of another shape",
    badMutationInputs,
    `type Mutation { closeLesson(id: ID!): Int enrolPerson(input: EnrolPersonInput): Int startLesson(input: StartLessonInput!): Int endLesson(input: StartLessonInput!): Int }
     input EnrolPersonInput { clientMutationKey: String } input StartLessonInput { clientMutationKey: String! }`,
    [
      "Mutation.closeLesson: not (input: CloseLessonInput!)",
      "Mutation.enrolPerson: not (input: EnrolPersonInput!)",
      "StartLessonInput: no clientMutationKey: String",
      "Mutation.endLesson: not (input: EndLessonInput!)",
    ],
  ],
  [
    "results that are no union of their own",
    badMutationResults,
    `type Mutation { a: Int b: BResult! c: CResult d: DResult } union BResult = Done union CResult = NotAllowed | Done union DResult = Done | Odd | Taken
     type Done { a: Int } "Something is odd." type Odd { message: String! } ${REFUSALS}`,
    [
      "Mutation.a: Int, not AResult, a nullable union",
      "Mutation.b: BResult!, not BResult, a nullable union",
      "CResult: the success does not come first",
      'Odd: the description does not begin with "Returned when"',
      "Taken: no message: String!",
    ],
  ],
  ["refusals of a form that say too little", badInvalidInput, "type InvalidInput { fields: [F!]! } type F { message: String! }", ["F.path: missing"]],
  [
    "refusals of a form that say nothing",
    badInvalidInput,
    "type InvalidInput { fields: String }",
    ["InvalidInput.fields: not a list of objects without holes"],
  ],
]

const OWNER = `"A person." type Member @key(fields: "id") { "Its id." id: ID! name: String! }`
const STUB = `type Member @key(fields: "id", resolvable: false) { id: ID! }`

/** [what the rule forbids, the rule, subgraphs that break it, what it says]. */
const ACROSS_SUBGRAPHS: readonly (readonly [string, SubgraphRule, Record<string, string>, readonly string[]])[] = [
  [
    "entities with two owners or none",
    across.entitiesWithoutOneOwner,
    { people: `${OWNER} type Lesson @key(fields: "id") { id: ID! }`, courses: `"Also." type Member @key(fields: "id") { id: ID! }` },
    ["Member: described by people, courses", "Lesson: described by nobody"],
  ],
  [
    "stubs that say too much",
    across.badStubs,
    {
      people: OWNER,
      courses: `type Member @key(fields: "id") { id: ID! }`,
      attendance: `type Member @key(fields: "id") { "Its id." id: ID! hours: Int }`,
      organisation: STUB,
    },
    ["courses: Member: adds nothing, so resolvable: false", "attendance: Member.id: a key with a description"],
  ],
  [
    "sharing of what is not a shared value",
    across.wronglyShared,
    {
      people: `type PageInfo @shareable { a: Int } type Figures @shareable { a: Int } type Member { name: String @shareable code: String @shareable }`,
      courses: `type Member { code: String @external }`,
    },
    ["people: Figures: @shareable", "people: Member.name: @shareable"],
  ],
  [
    "entities without an id",
    across.entitiesWithoutId,
    {
      people: `type Member @key(fields: "code") { code: String! } type Account @key(fields: "id") { id: ID }`,
      courses: `type Figures @key(fields: "member { id } asOf") { asOf: String } ${STUB}`,
    },
    ["people: Member: no id: ID!", "people: Account: no id: ID!"],
  ],
  [
    "fields across subgraphs that may not be null",
    across.nonNullAcross,
    {
      people: OWNER,
      courses: `type Member @key(fields: "id") { id: ID! lessons: [Int!]! count: Int name: String! @external } type Lesson { a: Int! member: Member! people: [Member!]! maybe: Member }`,
    },
    ["courses: Member.lessons: [Int!]!", "courses: Lesson.member: Member!", "courses: Lesson.people: [Member!]!"],
  ],
  [
    "own lists that may be null",
    across.nullableLists,
    {
      people: `${OWNER} type Query { all: [Int!] } type A { a: [Int!] b: [Int!]! c: AConnection d: AConnection! e: Int }`,
      courses: `type Member @key(fields: "id") { id: ID! lessons: [Int!] } type Lesson { people: [Member!] }`,
    },
    ["people: A.a: [Int!]", "people: A.c: AConnection"],
  ],
]

const api = schemaOf(readText("gateway/schema.graphql"))
const sdls = Object.fromEntries(SUBGRAPHS.map((name) => [name, readText(`subgraphs/${name}/schema.graphql`)]))
const subgraphs = across.parseSubgraphs(sdls)

describe("the graph has no", () => {
  test.each(OVER_A_SCHEMA.map(([title, rule]) => [title, rule] as const))("%s", (_, rule) => expect(rule(api)).toEqual([]))
  test.each(OVER_MUTATIONS.map(([title, rule]) => [title, rule] as const))("mutations: %s", (_, rule) => {
    expect(Object.values(sdls).flatMap((sdl) => rule(schemaOf(sdl)))).toEqual([])
  })
  test.each(ACROSS_SUBGRAPHS.map(([title, rule]) => [title, rule] as const))("%s", (_, rule) => expect(rule(subgraphs)).toEqual([]))

  test("entity without an owner that this test knows", () => {
    const owners = Object.fromEntries([...across.ownersOf(subgraphs)].map(([type, names]) => [type, names.join()]))
    expect(owners).toMatchObject({ Member: "people", Organisation: "organisation", Lesson: "courses", OrganisationStatistics: "organisation" })
  })
})

describe("each rule fires on", () => {
  test.each([...OVER_A_SCHEMA, ...OVER_MUTATIONS])("%s", (_, rule, sdl, expected) => expect(rule(schemaOf(sdl))).toEqual(expected))
  test.each(ACROSS_SUBGRAPHS)("%s", (_, rule, bad, expected) => expect(rule(across.parseSubgraphs(bad))).toEqual(expected))

  test("and not on a mutation as it should be", () => {
    expect(OVER_MUTATIONS.flatMap(([, rule]) => rule(schemaOf(ENROL)))).toEqual([])
  })
})

function readText(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), "utf8")
}

/** Build a schema even from a fragment: types that are missing are not what the rules are about. */
function schemaOf(sdl: string): GraphQLSchema {
  return buildASTSchema(parse(sdl), { assumeValid: true, assumeValidSDL: true })
}
