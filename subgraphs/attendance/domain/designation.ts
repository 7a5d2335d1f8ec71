export const DESIGNATION_KINDS = ["CADRE", "EXEMPT"] as const
export type DesignationKind = (typeof DESIGNATION_KINDS)[number]

/** 身份认定: somebody is judged as a cadre, or owes nothing, in some years, by a document. `toYear` is the last; null while it goes on. */
export type Designation = {
  id: string
  memberId: string
  kind: DesignationKind
  fromYear: number
  toYear: number | null
  reason: string
  documentNumber: string | null
  evidence: readonly string[]
  recordedAt: Date
  recordedBy: string
}

/** Say whether two designations are of one year. */
export function sharesYear(a: Pick<Designation, "fromYear" | "toYear">, b: Pick<Designation, "fromYear" | "toYear">): boolean {
  return (a.toYear === null || a.toYear >= b.fromYear) && (b.toYear === null || b.toYear >= a.fromYear)
}
