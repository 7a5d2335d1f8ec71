import { type DocumentNode, type FieldNode, Kind, type OperationDefinitionNode, type SelectionSetNode, type ValueNode } from "graphql"

/** Rows of a page that does not say how many, and the most that any page may have. */
const DEFAULT_PAGE = 20
const LARGEST_PAGE = 1_000

/**
 * Count the rows that an operation asks for: each page's `first`, multiplied by those of the pages around it, all summed.
 *
 * A page is a field with an argument `first`, or one that selects `nodes` or `edges`. Wrong values count as none: they are
 * refused where they are read.
 */
export function rowsAskedBy(document: DocumentNode, operationName: string | null, variables: Readonly<Record<string, unknown>>): number {
  const operations = document.definitions.filter((definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION)
  const operation = operations.find((candidate) => operationName === null || candidate.name?.value === operationName)
  if (!operation) return 0
  const fragments = new Map(document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one.selectionSet]] : [])))
  const defaults = new Map((operation.variableDefinitions ?? []).map((one) => [one.variable.name.value, one.defaultValue]))
  const numberOf = (value: ValueNode | undefined): number => {
    if (value?.kind === Kind.INT) return Number(value.value)
    if (value?.kind !== Kind.VARIABLE) return DEFAULT_PAGE
    const given = variables[value.name.value]
    return typeof given === "number" ? given : given === undefined ? numberOf(defaults.get(value.name.value)) : DEFAULT_PAGE
  }
  const rowsOf = (field: FieldNode): number | null => {
    const first = field.arguments?.find((argument) => argument.name.value === "first")
    const isPage = first ?? field.selectionSet?.selections.some((one) => one.kind === Kind.FIELD && (one.name.value === "nodes" || one.name.value === "edges"))
    const rows = numberOf(first?.value)
    return isPage ? (rows >= 1 && rows <= LARGEST_PAGE ? rows : 0) : null
  }
  const countIn = (set: SelectionSetNode | undefined, around: number, open: ReadonlySet<string>): number => {
    let rows = 0
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        const page = rowsOf(selection)
        const inside = page === null ? around : around * page
        rows += (page === null ? 0 : inside) + countIn(selection.selectionSet, inside, open)
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        rows += countIn(selection.selectionSet, around, open)
      } else if (!open.has(selection.name.value)) {
        rows += countIn(fragments.get(selection.name.value), around, new Set([...open, selection.name.value]))
      }
    }
    return rows
  }
  return countIn(operation.selectionSet, 1, new Set())
}
