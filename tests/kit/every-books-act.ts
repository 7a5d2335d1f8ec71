import type { Inputs } from "./act-inputs.ts"

/** Inputs of acts about the books of a year. */
export function booksInputs(): Inputs {
  return { reconcileHours: ({ branch }) => ({ organisation: branch.id, year: 2026 }) }
}
