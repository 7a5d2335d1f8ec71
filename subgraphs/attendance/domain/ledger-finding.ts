/** Something in the ledger that is not as it was sealed. `seal` and `index` say where, null for what no seal knows. */
export type Finding = {
  seal: number | null
  index: number
  /** The table and the uuid of the row; null where a seal itself is not right. */
  row: { table: "entry" | "act" | null; id: string } | null
  problem: string
}

/** Keeps the first of what is found, in the order of the seals; what no seal knows comes last. */
export function createFindings() {
  let first: Finding | null = null
  let count = 0
  return {
    add(finding: Finding): void {
      count += 1
      if (first === null || comesBefore(finding, first)) first = finding
    },
    first: () => first,
    count: () => count,
  }
}

export type Findings = ReturnType<typeof createFindings>

function comesBefore(one: Finding, other: Finding): boolean {
  const [a, b] = [one.seal ?? Infinity, other.seal ?? Infinity]
  return a < b || (a === b && one.index < other.index)
}
