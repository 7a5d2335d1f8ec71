/** Divide two counts and round half-up to one decimal; null where there is nothing to divide by. Whole numbers only, so that 0.05 is exact. */
export function perCent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((2_000 * part + whole) / (2 * whole)) / 10
}
