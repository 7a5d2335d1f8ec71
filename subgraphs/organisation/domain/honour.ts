import type { FieldProblem } from "../../shared/result.ts"
import { LONGEST_NAME, LONGEST_TITLE, problemsOfOptionalText, problemsOfText } from "../../shared/text.ts"

export type HonourKind = "HONOUR" | "DEMONSTRATION_SITE" | "PILOT"
export type HonourLevel = "NATIONAL" | "PROVINCE" | "CITY" | "DISTRICT" | "STREET"

/** 荣誉、示范点: a title given to an organisation; `batch` counts the batches of demonstration sites; from `revokedOn` on it no longer holds. */
export type Honour = {
  id: string
  organisationId: string
  kind: HonourKind
  title: string
  level: HonourLevel
  issuer: string
  batch: number | null
  grantedOn: string
  revokedOn: string | null
  documentNumber: string | null
}

export type HonourFilter = { includeDescendants: boolean; kind: HonourKind | null; level: HonourLevel | null; batch: number | null }

/** Find what is wrong with an honour that is about to be recorded; `today` is a day. */
export function problemsOfHonour(honour: Pick<Honour, "title" | "issuer" | "batch" | "grantedOn" | "documentNumber">, today: string): FieldProblem[] {
  const { title, issuer, batch, grantedOn, documentNumber } = honour
  return [
    ...problemsOfText("title", title, LONGEST_TITLE),
    ...problemsOfText("issuer", issuer, LONGEST_TITLE),
    ...(batch !== null && (batch < 1 || batch > 99) ? [{ path: "batch", message: "Batches are counted from 1 to 99." }] : []),
    ...(grantedOn > today ? [{ path: "grantedOn", message: "The day lies in the future." }] : []),
    ...problemsOfOptionalText("documentNumber", documentNumber, LONGEST_NAME),
  ]
}
