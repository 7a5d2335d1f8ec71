import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  type TypeNode,
  parse,
  print,
} from "graphql"

/** A subgraph's own schema, as it is checked in. */
export type SubgraphSdl = { name: string; document: DocumentNode }
type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode

/** Types whose values are the same wherever they come from, each made in one file of subgraphs/shared. */
export const SHARED_TYPES = new Set([
  "PageInfo",
  "NotAllowed",
  "InvalidInput",
  "FieldProblem",
  "InvalidState",
  "Figure",
  "StaleVersion",
  "UserError",
  "ImportRow",
  "ImportRowEdge",
  "ImportRowConnection",
  "RowProblem",
  "ImportCommitted",
  "PreviewStale",
  "UnreadableFile",
])
const ROOTS = new Set(["Query", "Mutation", "Subscription"])

/** Read subgraphs from their SDL, by name. */
export function parseSubgraphs(sdls: Record<string, string>): SubgraphSdl[] {
  return Object.entries(sdls).map(([name, sdl]) => ({ name, document: parse(sdl) }))
}

/** Say which subgraph owns each entity: the one whose definition carries the description. */
export function ownersOf(subgraphs: readonly SubgraphSdl[]): Map<string, string[]> {
  const owners = new Map<string, string[]>()
  for (const { name, document } of subgraphs) {
    for (const type of objectsOf(document)) {
      if (keysOf(type).length === 0) continue
      const known = owners.get(type.name.value) ?? []
      owners.set(type.name.value, descriptionOf(type) === null ? known : [...known, name])
    }
  }
  return owners
}

/** Rule 28: every entity has one owner, who describes it; the others hold a stub without a description. */
export function entitiesWithoutOneOwner(subgraphs: readonly SubgraphSdl[]): string[] {
  return [...ownersOf(subgraphs)].filter(([, names]) => names.length !== 1).map(([type, names]) => `${type}: described by ${names.join(", ") || "nobody"}`)
}

/** Rule 28: a stub describes its key as little as itself, and is `resolvable: false` exactly when it adds no field. */
export function badStubs(subgraphs: readonly SubgraphSdl[]): string[] {
  return stubsOf(subgraphs).flatMap(({ subgraph, type }) => {
    const keys = keyFieldsOf(type)
    const described = (type.fields ?? []).filter((field) => keys.has(field.name.value) && field.description).map(({ name }) => name.value)
    const adds = contributed(type).length > 0
    const isResolvable = keysOf(type).every((key) => argumentOf(key, "resolvable") !== "false")
    return [
      ...described.map((field) => `${subgraph}: ${type.name.value}.${field}: a key with a description`),
      ...(adds || !isResolvable ? [] : [`${subgraph}: ${type.name.value}: adds nothing, so resolvable: false`]),
    ]
  })
}

/**
 * Rule 29: only value types from one file are shared, and whole; nothing else is.
 *
 * Composition asks for @shareable on a field that another subgraph provides on some of its paths, where it holds it as @external.
 */
export function wronglyShared(subgraphs: readonly SubgraphSdl[]): string[] {
  const provided = new Set(subgraphs.flatMap(({ document }) => objectsOf(document).flatMap(externalFields)))
  return subgraphs.flatMap(({ name, document }) =>
    objectsOf(document).flatMap((type) => [
      ...(hasDirective(type, "shareable") && !SHARED_TYPES.has(type.name.value) ? [`${name}: ${type.name.value}: @shareable`] : []),
      ...(type.fields ?? [])
        .filter((field) => hasDirective(field, "shareable") && !provided.has(`${type.name.value}.${field.name.value}`))
        .map((field) => `${name}: ${type.name.value}.${field.name.value}: @shareable`),
    ]),
  )
}

/**
 * Rule 5: an entity has `id: ID!` and is known by it.
 *
 * What is known by another entity and a day (`organisation { id } asOf`) is a figure about that entity: it has no id of its own.
 */
export function entitiesWithoutId(subgraphs: readonly SubgraphSdl[]): string[] {
  return subgraphs.flatMap(({ name, document }) =>
    objectsOf(document)
      .filter((type) => keysOf(type).length > 0 && !keysOf(type).some((key) => argumentOf(key, "fields")?.includes("{")))
      .filter((type) => !type.fields?.some((field) => field.name.value === "id" && print(field.type) === "ID!"))
      .map((type) => `${name}: ${type.name.value}: no id: ID!`),
  )
}

/** Rule 13: a field that another subgraph must answer is nullable: that subgraph may be down, or the row gone. */
export function nonNullAcross(subgraphs: readonly SubgraphSdl[]): string[] {
  const owners = ownersOf(subgraphs)
  return subgraphs.flatMap(({ name, document }) =>
    objectsOf(document)
      .filter((type) => !ROOTS.has(type.name.value))
      .flatMap((type) => {
        const isElsewhere = !isOwn(owners, type.name.value, name)
        return contributed(type)
          .filter((field) => isElsewhere || !isOwn(owners, namedType(field.type), name))
          .filter(({ type: { kind } }) => kind === Kind.NON_NULL_TYPE)
          .map((field) => `${name}: ${type.name.value}.${field.name.value}: ${print(field.type)}`)
      }),
  )
}

/** Rules 7 and 9: a list or a connection that its own subgraph answers is there, if empty. */
export function nullableLists(subgraphs: readonly SubgraphSdl[]): string[] {
  const owners = ownersOf(subgraphs)
  return subgraphs.flatMap(({ name, document }) =>
    objectsOf(document)
      .filter((type) => !ROOTS.has(type.name.value) && isOwn(owners, type.name.value, name))
      .flatMap((type) =>
        contributed(type)
          .filter((field) => field.type.kind === Kind.LIST_TYPE || (field.type.kind === Kind.NAMED_TYPE && field.type.name.value.endsWith("Connection")))
          .filter((field) => isOwn(owners, namedType(field.type), name))
          .map((field) => `${name}: ${type.name.value}.${field.name.value}: ${print(field.type)}`),
      ),
  )
}

function isOwn(owners: ReadonlyMap<string, string[]>, type: string, subgraph: string): boolean {
  return owners.get(type)?.includes(subgraph) ?? true
}

function objectsOf(document: DocumentNode): ObjectNode[] {
  return document.definitions.filter((node): node is ObjectNode => node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION)
}

/** What the other subgraphs hold of an entity. An entity that nobody describes has no owner, and all hold stubs. */
function stubsOf(subgraphs: readonly SubgraphSdl[]): { subgraph: string; type: ObjectNode }[] {
  const owners = ownersOf(subgraphs)
  return subgraphs.flatMap(({ name, document }) =>
    objectsOf(document).flatMap((type) => (isOwn(owners, type.name.value, name) ? [] : [{ subgraph: name, type }])),
  )
}

/** The fields that a definition answers itself: neither keys that come with the reference nor @external ones. */
function contributed(type: ObjectNode): FieldDefinitionNode[] {
  const keys = keyFieldsOf(type)
  return (type.fields ?? []).filter((field) => !keys.has(field.name.value) && !hasDirective(field, "external"))
}

function externalFields(type: ObjectNode): string[] {
  return (type.fields ?? []).filter((field) => hasDirective(field, "external")).map((field) => `${type.name.value}.${field.name.value}`)
}

/** The outermost names in the keys: organisation and asOf of `organisation { id } asOf`. */
function keyFieldsOf(type: ObjectNode): Set<string> {
  const selections = keysOf(type).map((key) => (argumentOf(key, "fields") ?? "").replace(/\{[^}]*\}/g, " "))
  return new Set(selections.flatMap((selection) => selection.split(/\s+/)).filter((name) => name !== ""))
}

function keysOf(type: ObjectNode): ConstDirectiveNode[] {
  return (type.directives ?? []).filter(({ name }) => name.value === "key")
}

function argumentOf(directive: ConstDirectiveNode, name: string): string | null {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value
  if (!value) return null
  return value.kind === Kind.STRING ? value.value : print(value)
}

function hasDirective(node: { readonly directives?: readonly ConstDirectiveNode[] | undefined }, name: string): boolean {
  return node.directives?.some((directive) => directive.name.value === name) ?? false
}

function descriptionOf(type: ObjectNode): string | null {
  return type.kind === Kind.OBJECT_TYPE_DEFINITION ? (type.description?.value ?? null) : null
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type)
}
