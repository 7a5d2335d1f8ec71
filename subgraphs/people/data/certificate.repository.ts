import type { Prisma } from "../../../prisma/people/generated/client.ts"
import { dateFromDay, dayFromDate } from "../../shared/calendar.ts"
import { newId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Certificate } from "../domain/certificate.ts"

export type CertificateRepository = ReturnType<typeof createCertificateRepository>

/** Read and add certificates of people whom the caller has found for the viewer. */
export function createCertificateRepository(prisma: Pick<Prisma.TransactionClient, "certificate">) {
  return {
    /** Find the certificates of these people, the newest first. */
    async findByMembers(memberIds: readonly string[]): Promise<Certificate[]> {
      const where = { memberId: { in: toUuids("member", memberIds) } }
      const rows = await prisma.certificate.findMany({ where, orderBy: [{ issuedOn: "desc" }, { id: "desc" }] })
      return rows.map((row) => ({
        ...row,
        id: toTypeId("certificate", row.id),
        memberId: toTypeId("member", row.memberId),
        issuedOn: dayFromDate(row.issuedOn),
        validUntil: row.validUntil && dayFromDate(row.validUntil),
      }))
    },

    async add(certificate: Omit<Certificate, "id">): Promise<Certificate> {
      const id = newId("certificate")
      await prisma.certificate.create({
        data: {
          ...certificate,
          id: toUuid("certificate", id),
          memberId: toUuid("member", certificate.memberId),
          issuedOn: dateFromDay(certificate.issuedOn),
          validUntil: certificate.validUntil && dateFromDay(certificate.validUntil),
        },
      })
      return { id, ...certificate }
    },
  }
}
