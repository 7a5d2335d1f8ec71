import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import { type Certificate, problemsOfCertificate } from "../domain/certificate.ts"
import { mayKeepRecords } from "../domain/people.policy.ts"
import { trimmed } from "../../shared/text.ts"

export type AskedCertificate = {
  memberId: string
  kind: Certificate["kind"]
  title: string
  level?: string | null
  number?: string | null
  issuer: string
  issuedOn: string
  validUntil?: string | null
  clientMutationKey?: string | null
}

/**
 * Record a certificate that a person holds.
 *
 * Refuses whoever does not keep the books of the person's branch, texts that are none, and dates that cannot be.
 */
export async function recordCertificate(
  { viewer, today, loaders, change }: Pick<PeopleContext, "viewer" | "today" | "loaders" | "change">,
  input: AskedCertificate,
): Promise<Result<Certificate, NotAllowed | InvalidInput>> {
  const member = await loaders.memberById.load(requireId("input.member", input.memberId, "member"))
  if (!member || !mayKeepRecords(viewer, member.branchPath)) return notAllowed()

  const { kind, title, issuer, issuedOn } = input
  const certificate = { kind, title, level: input.level ?? null, number: input.number ?? null, issuer, issuedOn, validUntil: input.validUntil ?? null }
  const problems = problemsOfCertificate(certificate, today)
  if (problems.length > 0) return invalidInput(...problems)

  const texts = { title: title.trim(), level: trimmed(input.level), number: trimmed(input.number), issuer: issuer.trim() }
  return change({ mutation: "recordCertificate", input }, async ({ certificates }) =>
    done(await certificates.add({ memberId: member.id, ...certificate, ...texts })),
  )
}
