import {
  type GraphQLArgument,
  type GraphQLEnumValue,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isNullableType,
  isObjectType,
  isSpecifiedScalarType,
} from "graphql"
import { camelCase, pascalCase, screamingCase, wordsOf } from "./schema-words.ts"

/** Everything that has a name in a schema, with where it stands: `Member`, `Member.lessons`, `Member.lessons(first:)`. */
export type Element =
  | { kind: "type"; at: string; node: GraphQLNamedType }
  | { kind: "field"; at: string; node: GraphQLField<unknown, unknown>; isRoot: boolean; parent: GraphQLNamedType }
  | { kind: "argument"; at: string; node: GraphQLArgument; field: GraphQLField<unknown, unknown> }
  | { kind: "input field"; at: string; node: GraphQLInputField; parent: GraphQLNamedType }
  | { kind: "value"; at: string; node: GraphQLEnumValue }

/** Days and instants that say by another word what they are: the day that figures hold, the ends of a span of time. */
const MOMENTS = new Set(["at", "asOf", "since", "until", "from", "to", "validUntil", "effectiveFrom", "effectiveTo", "nextContactDue", "dueBefore"])
/** 公民身份号码: ends like an id, and is the number of a person's card. */
const CITIZEN_NUMBER = "nationalId"
/** How the description of `first` names its ceiling. */
const LARGEST_PAGE = /\b100\b/
const DEPRECATION = /^Use `[^`]+`\. Removal on \d{4}-\d{2}-\d{2}\.$/
/** What a description says when it names a limit: a number, in digits or in words. */
const LIMIT = /\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|few)\b/i
const AMERICAN =
  /^(enrolls?|enrollments?|centers?|centered|colors?|colored|behaviors?|honors?|honored|labor|favorites?|catalogs?|canceled|canceling|traveled|fulfills?|fulfillment|(organi|recogni|reali|authori|centrali|summari|normali|speciali|materiali|synchroni|categori|finali)z(e|es|ed|ing|er|ers|ations?))$/i

/** List everything a schema names, built-in things apart. */
export function elementsOf(schema: GraphQLSchema): Element[] {
  const roots = rootsOf(schema)
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .flatMap((node): Element[] => {
      const at = node.name
      const type: Element = { kind: "type", at, node }
      if (isObjectType(node) || isInterfaceType(node)) return [type, ...fieldsOf(node, roots.includes(node))]
      if (isInputObjectType(node))
        return [
          type,
          ...Object.values(node.getFields()).map((field): Element => ({ kind: "input field", at: `${at}.${field.name}`, node: field, parent: node })),
        ]
      if (isEnumType(node)) return [type, ...node.getValues().map((value): Element => ({ kind: "value", at: `${at}.${value.name}`, node: value }))]
      return [type]
    })
}

/** Rule 2: types in PascalCase, fields and arguments in camelCase, enum values in SCREAMING_CASE. */
export function badNames(schema: GraphQLSchema): string[] {
  const wanted = { type: pascalCase, field: camelCase, argument: camelCase, "input field": camelCase, value: screamingCase }
  return elementsOf(schema).flatMap(({ kind, at, node }) => (wanted[kind].test(node.name) ? [] : [`${at}: the wrong case for: ${kind}`]))
}

/** Rule 2: British spelling, in names and in descriptions. */
export function americanSpelling(schema: GraphQLSchema): string[] {
  return elementsOf(schema).flatMap(({ at, node }) => {
    const american = [...wordsOf(node.name), ...(node.description ?? "").split(/[^A-Za-z]+/)].filter((word) => AMERICAN.test(word))
    return american.map((word) => `${at}: ${word}`)
  })
}

/** Rule 4: follow objects, not ids. An object's only ID is its own. */
export function idsInsteadOfObjects(schema: GraphQLSchema): string[] {
  return outputFields(schema)
    .filter(({ node }) => node.name !== "id" && node.name !== CITIZEN_NUMBER && (getNamedType(node.type).name === "ID" || /[a-z]Ids?$/.test(node.name)))
    .map(({ at }) => `${at}: an id instead of an object`)
}

/** Rule 5: whatever can be fetched again, and whatever has an `id`, has `id: ID!`. */
export function badIds(schema: GraphQLSchema): string[] {
  return outputFields(schema)
    .filter(({ node }) => node.name === "id" && node.type.toString() !== "ID!")
    .map(({ at, node }) => `${at}: ${node.type.toString()}, not ID!`)
}

/** Rule 6: everything is described, in words that its name does not say already. What a root type is, GraphQL says. */
export function missingDescriptions(schema: GraphQLSchema): string[] {
  return elementsOf(schema).flatMap(({ at, node }) => {
    if (rootsOf(schema).includes(node)) return []
    if (!node.description?.trim()) return [`${at}: no description`]
    const said = wordsOf(node.description.replace(/[^\p{L}\p{N} ]/gu, "")).filter((word) => !["the", "a", "an"].includes(word))
    return said.join(" ") === wordsOf(node.name).join(" ") ? [`${at}: the description repeats the name`] : []
  })
}

/** Rule 7: no holes in lists. Whether the list itself may be null is a matter of owners: see subgraph-rules.ts. */
export function listsWithHoles(schema: GraphQLSchema): string[] {
  return elementsOf(schema).flatMap((element) => {
    if (element.kind === "type" || element.kind === "value") return []
    return hasHoles(element.node.type) ? [`${element.at}: ${element.node.type.toString()}, items may be null`] : []
  })
}

/** Rule 8: a list that can grow is a connection; one that cannot says its limit in the description. */
export function listsWithoutLimit(schema: GraphQLSchema): string[] {
  return outputFields(schema)
    .filter(({ node, parent }) => isListType(getNullableType(node.type)) && !parent.name.endsWith("Connection") && !LIMIT.test(node.description ?? ""))
    .map(({ at }) => `${at}: neither a connection nor a limit in the description`)
}

/** Rule 9: connections have `edges`, `nodes` and `pageInfo`; edges have `cursor` and `node`. */
export function badConnections(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || !type.name.endsWith("Connection")) return []
    const noun = type.name.slice(0, -"Connection".length)
    const nodes = type.getFields()["nodes"]?.type
    const item = nodes ? getNamedType(nodes).name : noun
    const edge = schema.getType(`${noun}Edge`)
    return [
      ...unlike(type, { edges: `[${noun}Edge!]!`, nodes: `[${item}!]!`, pageInfo: "PageInfo!" }),
      ...(isObjectType(edge) ? unlike(edge, { cursor: "String!", node: `${item}!` }) : [`${noun}Edge: missing`]),
    ]
  })
}

/** Rule 9: a field that gives a connection takes `first` (20 by default, at most 100) and `after`; forward only. */
export function badPaging(schema: GraphQLSchema): string[] {
  return outputFields(schema)
    .filter(({ node }) => getNamedType(node.type).name.endsWith("Connection"))
    .flatMap(({ at, node }) => {
      const [first, after] = ["first", "after"].map((name) => node.args.find((argument) => argument.name === name))
      return [
        ...(first && first.type.toString() === "Int" && first.defaultValue === 20 ? [] : [`${at}: not first: Int = 20`]),
        ...(first && !LARGEST_PAGE.test(first.description ?? "") ? [`${at}(first:): the description does not say that 100 is the most`] : []),
        ...(after && after.type.toString() === "String" ? [] : [`${at}: not after: String`]),
        ...node.args
          .filter(({ name }) => ["last", "before", "offset", "skip", "page"].includes(name))
          .map(({ name }) => `${at}(${name}:): forward only, by cursor`),
      ]
    })
}

/** Rule 12: `orderBy: { field, direction }` with an enum per list; a filter that is an object belongs to one list. */
export function badOrdering(schema: GraphQLSchema): string[] {
  const users = new Map<string, Set<string>>()
  const found: string[] = []
  for (const element of elementsOf(schema)) {
    if (element.kind !== "argument") continue
    const type = getNamedType(element.node.type)
    const list = getNamedType(element.field.type).name
    if (!list.endsWith("Connection")) continue
    const { name } = element.node
    if (!isInputObjectType(type)) {
      if (/^(orderBy|sort|order|filters?|where)$/.test(name)) found.push(`${element.at}: ${element.node.type.toString()}, not an input type`)
      continue
    }
    if (name === "orderBy") {
      const fields = type.getFields()
      const [by, direction] = [fields["field"], fields["direction"]].map((field) => field && getNamedType(field.type))
      if (Object.keys(fields).length !== 2 || !isEnumType(by) || !isEnumType(direction)) found.push(`${element.at}: not { field, direction }, both enums`)
      if (by) users.set(by.name, (users.get(by.name) ?? new Set()).add(list))
    } else if (name !== "filter") found.push(`${element.at}: neither orderBy nor filter`)
    users.set(type.name, (users.get(type.name) ?? new Set()).add(list))
  }
  for (const [name, lists] of users) if (lists.size > 1) found.push(`${name}: shared by ${[...lists].join(", ")}`)
  return found
}

/** Rule 13: every root field is nullable, so that one subgraph that is down leaves the rest of an answer standing. */
export function nonNullRoots(schema: GraphQLSchema): string[] {
  return outputFields(schema)
    .filter(({ isRoot, node }) => isRoot && isNonNullType(node.type))
    .map(({ at, node }) => `${at}: ${node.type.toString()}`)
}

/** Rule 23: an instant is a DateTime named `…At`, a calendar day a Date named `…On`; MOMENTS may be either. */
export function misnamedTimes(schema: GraphQLSchema): string[] {
  return elementsOf(schema).flatMap((element) => {
    if (element.kind === "type" || element.kind === "value") return []
    const { name, type } = element.node
    const [suffix] = /(?<=[a-z])(At|On)$/.exec(name) ?? []
    const wanted = { DateTime: "At", Date: "On" }[getNamedType(type).name]
    if (wanted === undefined)
      return suffix && !/^(is|has)[A-Z]/.test(name) ? [`${element.at}: ${type.toString()}, not ${suffix === "At" ? "DateTime" : "Date"}`] : []
    return suffix === wanted || MOMENTS.has(name) ? [] : [`${element.at}: a ${getNamedType(type).name} is not named …${wanted}`]
  })
}

/** A lesson's sheet is recorded whole: in halves, one half could be taken and the other not. */
const LARGEST_SHEET = 500
const SHEETS = new Set(["AddPaperSheetInput.lines", "RecordAttendanceInput.rows"])

/** Rule 26: what lists a client may send says that they are short, 100 at most. Lists of an enum are short by nature. */
export function endlessInputs(schema: GraphQLSchema): string[] {
  return elementsOf(schema).flatMap((element) => {
    if (element.kind !== "argument" && element.kind !== "input field") return []
    const { type, description } = element.node
    if (!isListType(getNullableType(type)) || isEnumType(getNamedType(type))) return []
    const most = Number(/\bat most (\d+)\b/.exec(description ?? "")?.[1])
    return most <= (SHEETS.has(element.at) ? LARGEST_SHEET : 100) ? [] : [`${element.at}: the description does not say "at most 100" or fewer`]
  })
}

/** Rule 27: a deprecation says what to use and when it ends: "Use `x`. Removal on 2026-12-01." */
export function badDeprecations(schema: GraphQLSchema): string[] {
  return elementsOf(schema).flatMap(({ kind, at, node }) => {
    const reason = kind === "type" || !("deprecationReason" in node) ? undefined : node.deprecationReason
    return reason === undefined || reason === null || DEPRECATION.test(reason) ? [] : [`${at}: ${JSON.stringify(reason)}`]
  })
}

/** List the fields of objects and interfaces. */
export function outputFields(schema: GraphQLSchema): Extract<Element, { kind: "field" }>[] {
  return elementsOf(schema).filter((element) => element.kind === "field")
}

function rootsOf(schema: GraphQLSchema): unknown[] {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
}

function fieldsOf(parent: GraphQLObjectType | GraphQLInterfaceType, isRoot: boolean): Element[] {
  return Object.values(parent.getFields()).flatMap((node): Element[] => {
    const at = `${parent.name}.${node.name}`
    const args = node.args.map((argument): Element => ({ kind: "argument", at: `${at}(${argument.name}:)`, node: argument, field: node }))
    return [{ kind: "field", at, node, isRoot, parent }, ...args]
  })
}

function hasHoles(type: GraphQLType): boolean {
  const list = getNullableType(type)
  return isListType(list) && (isNullableType(list.ofType) || hasHoles(list.ofType))
}

function unlike(type: GraphQLObjectType, wanted: Record<string, string>): string[] {
  return Object.entries(wanted).flatMap(([name, want]) => {
    const given = type.getFields()[name]?.type.toString()
    return given === want ? [] : [`${type.name}.${name}: ${given ?? "missing"}, not ${want}`]
  })
}
