import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode, OperationTypeNode, type SelectionSetNode, parse } from "graphql"
import { LRUCache } from "lru-cache"
import { rowsAskedBy } from "./rows-asked.ts"

/**
 * What a document may hold, checked before it is validated or planned: a few hundred bytes of doubled fragments can stop an
 * unguarded gateway. Introspection by GraphiQL is the deepest document in use (15 levels).
 */
const LARGEST = { tokens: 2_000, definitions: 30, depth: 16, selections: 2_000, aliases: 50, directives: 30, acts: 5 }

/** How many rows one operation may ask for: the product of the pages that are nested in each other, summed over the operation. */
const MOST_ROWS = 20_000

type Refusal = GraphQLError | null
type Measured = { refusal: Refusal; operations: string[]; document: DocumentNode | null }

/** How many documents' answers are remembered; a refused one is cheap to refuse again. */
const REMEMBERED = 2_000

/**
 * Make the check of requests: it gives the error for one that is too large to be worth planning, asks for too many rows, or
 * that no operation can be picked from, and null for one that may go on. A document that does not parse goes on to the server,
 * which says where it is wrong.
 *
 * `offered` are the kinds of operation that the schema has.
 */
export function createLimits(offered: ReadonlySet<string>): (query: string, operationName: string | null, variables: object | null) => Refusal {
  const known = new LRUCache<string, Measured>({
    max: REMEMBERED,
    maxSize: 16 * 1024 * 1024,
    sizeCalculation: (_, key) => key.length + 1,
  })
  return (query, operationName, variables) => {
    let kept = known.get(query)
    if (!kept) known.set(query, (kept = measure(query, offered)))
    return kept.refusal ?? refuseName(kept.operations, operationName) ?? refuseRows(kept.document, operationName, variables)
  }
}

function measure(query: string, offered: ReadonlySet<string>): Measured {
  let document: DocumentNode
  try {
    document = parse(query, { maxTokens: LARGEST.tokens, noLocation: true })
  } catch (error) {
    const isTooLong = error instanceof GraphQLError && error.message.includes("tokens")
    return { refusal: isTooLong ? tooComplex(`more than ${LARGEST.tokens} tokens`) : null, operations: [], document: null }
  }
  const operations = document.definitions.filter((definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION)
  const refusal = refuseKind(operations, offered) ?? refuseSize(document, operations)
  return { refusal, operations: operations.map((operation) => operation.name?.value ?? ""), document }
}

function refuseKind(operations: readonly OperationDefinitionNode[], offered: ReadonlySet<string>): Refusal {
  const missing = operations.find((operation) => !offered.has(operation.operation))
  return missing ? new GraphQLError(`This graph has no ${missing.operation}s.`, { extensions: { code: "BAD_REQUEST" } }) : null
}

function refuseRows(document: DocumentNode | null, operationName: string | null, variables: object | null): Refusal {
  if (!document) return null
  const rows = rowsAskedBy(document, operationName, (variables ?? {}) as Record<string, unknown>)
  return rows > MOST_ROWS ? tooComplex(`${rows} rows asked for, pages within pages multiplied, and at most ${MOST_ROWS} are answered`) : null
}

function refuseSize(document: DocumentNode, operations: readonly OperationDefinitionNode[]): Refusal {
  if (document.definitions.length > LARGEST.definitions) return tooComplex(`more than ${LARGEST.definitions} definitions`)
  const sizeOf = sizesIn(document)
  for (const operation of operations) {
    const size = sizeOf(operation.selectionSet)
    for (const measured of ["depth", "selections", "aliases", "directives"] as const) {
      if (size[measured] > LARGEST[measured]) return tooComplex(`${measured}: more than ${LARGEST[measured]}, fragments expanded`)
    }
    if (operation.operation === OperationTypeNode.MUTATION && actsIn(operation.selectionSet, fragmentsOf(document)) > LARGEST.acts) {
      return tooComplex(`more than ${LARGEST.acts} acts in one mutation`)
    }
  }
  return null
}

function fragmentsOf(document: DocumentNode): Map<string, SelectionSetNode> {
  return new Map(
    document.definitions.flatMap((definition) => (definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition.selectionSet]] : [])),
  )
}

/** Count the fields at the root, those of fragments included. The document's size was checked before: it has no endless expansion. */
function actsIn(set: SelectionSetNode | undefined, fragments: Map<string, SelectionSetNode>, within: readonly string[] = []): number {
  return (set?.selections ?? []).reduce((sum, selection) => {
    if (selection.kind === Kind.FIELD) return sum + 1
    if (selection.kind === Kind.INLINE_FRAGMENT) return sum + actsIn(selection.selectionSet, fragments, within)
    const name = selection.name.value
    return within.includes(name) ? sum : sum + actsIn(fragments.get(name), fragments, [...within, name])
  }, 0)
}

type Size = { depth: number; selections: number; aliases: number; directives: number }

/** Measure selection sets with fragments expanded; each fragment is measured once. A cycle counts as empty: validation refuses it. */
function sizesIn(document: DocumentNode): (set: SelectionSetNode | undefined) => Size {
  const fragments = fragmentsOf(document)
  const measured = new Map<string, Size>()
  const sizeOfFragment = (name: string): Size => {
    const kept = measured.get(name)
    if (kept) return kept
    measured.set(name, { depth: 0, selections: 0, aliases: 0, directives: 0 })
    const size = sizeOf(fragments.get(name))
    measured.set(name, size)
    return size
  }
  const sizeOf = (set: SelectionSetNode | undefined): Size => {
    const total: Size = { depth: 0, selections: 0, aliases: 0, directives: 0 }
    for (const selection of set?.selections ?? []) {
      const isField = selection.kind === Kind.FIELD
      const inner = selection.kind === Kind.FRAGMENT_SPREAD ? sizeOfFragment(selection.name.value) : sizeOf(selection.selectionSet)
      total.depth = Math.max(total.depth, inner.depth + (isField ? 1 : 0))
      total.selections += 1 + inner.selections
      total.aliases += inner.aliases + (isField && selection.alias ? 1 : 0)
      total.directives += inner.directives + (selection.directives?.length ?? 0)
    }
    return total
  }
  return sizeOf
}

function refuseName(operations: readonly string[], operationName: string | null): Refusal {
  if (operations.length === 0) return null
  if (operationName === null && operations.length > 1) {
    return new GraphQLError(`The document holds ${operations.length} operations: say which with operationName.`, {
      extensions: { code: "OPERATION_RESOLUTION_FAILURE" },
    })
  }
  if (operationName !== null && !operations.includes(operationName)) {
    return new GraphQLError(`The document holds no operation of the name ${JSON.stringify(operationName.slice(0, 60))}.`, {
      extensions: { code: "OPERATION_RESOLUTION_FAILURE" },
    })
  }
  return null
}

function tooComplex(what: string): GraphQLError {
  return new GraphQLError(`The operation is too large (${what}). Ask for less at once.`, { extensions: { code: "QUERY_TOO_COMPLEX" } })
}
