import type { FieldProblem } from "../../shared/result.ts"
import { LONGEST_NAME, LONGEST_TITLE, problemsOfOptionalText, problemsOfText } from "../../shared/text.ts"

export type CertificateKind = "DEVELOPMENT_COURSE" | "SOCIAL_WORKER" | "SKILL" | "OTHER"

/** A certificate that a person holds. Ids are TypeIDs, `…On` and `validUntil` are days. */
export type Certificate = {
  id: string
  memberId: string
  kind: CertificateKind
  title: string
  level: string | null
  number: string | null
  issuer: string
  issuedOn: string
  validUntil: string | null
}

/** Find what is wrong with a certificate that is about to be recorded; `today` is a day. */
export function problemsOfCertificate(certificate: Omit<Certificate, "id" | "memberId">, today: string): FieldProblem[] {
  return [
    ...problemsOfText("title", certificate.title, LONGEST_TITLE),
    ...problemsOfOptionalText("level", certificate.level, LONGEST_NAME),
    ...problemsOfOptionalText("number", certificate.number, LONGEST_NAME),
    ...problemsOfText("issuer", certificate.issuer, LONGEST_TITLE),
    ...(certificate.issuedOn > today ? [{ path: "issuedOn", message: "The day of issue lies in the future." }] : []),
    ...(certificate.validUntil !== null && certificate.validUntil < certificate.issuedOn
      ? [{ path: "validUntil", message: "It cannot end before it was issued." }]
      : []),
  ]
}
