import type { Prisma } from "../../../prisma/organisation/generated/client.ts"
import { dateFromDay, dayFromDate } from "../../shared/calendar.ts"
import { type Page, type PageRequest, pageOf } from "../../shared/page.ts"
import { newId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { PolicyDocument } from "../domain/policy-document.ts"
import type { TermRule } from "../domain/term.ts"

type Tables = Pick<Prisma.TransactionClient, "policyDocument" | "termRule">
type Row = Prisma.Result<Tables["policyDocument"], object, "findFirstOrThrow">

/** Read and write policy documents: everyone's to read who has signed in. */
export function createDocumentRepository(prisma: Tables) {
  return {
    async findByIds(ids: readonly string[]): Promise<PolicyDocument[]> {
      return (await prisma.policyDocument.findMany({ where: { id: { in: toUuids("document", ids) } } })).map(toDocument)
    },

    async exists(title: string, effectiveFrom: string): Promise<boolean> {
      return (await prisma.policyDocument.count({ where: { title, effectiveFrom: dateFromDay(effectiveFrom) } })) > 0
    },

    /** List the documents in force on a day, or all of them, the newest first. */
    async list(asOf: string | null, { limit, after }: PageRequest): Promise<Page<PolicyDocument>> {
      const day = asOf === null ? null : dateFromDay(asOf)
      const inForce = day ? { effectiveFrom: { lte: day }, OR: [{ effectiveTo: null }, { effectiveTo: { gt: day } }] } : {}
      const [lastDay, lastId] = after ? [dateFromDay(after[0] ?? ""), toUuid("document", after[1] ?? "")] : []
      const behind = lastDay && lastId ? { OR: [{ effectiveFrom: { lt: lastDay } }, { effectiveFrom: lastDay, id: { lt: lastId } }] } : {}
      const orderBy = [{ effectiveFrom: "desc" as const }, { id: "desc" as const }]
      const rows = await prisma.policyDocument.findMany({ where: { AND: [inForce, behind] }, orderBy, take: limit + 1 })
      return pageOf(
        rows.map(toDocument),
        limit,
        ({ effectiveFrom, id }) => [effectiveFrom, id],
        () => prisma.policyDocument.count({ where: inForce }),
      )
    },

    async add(
      document: Omit<PolicyDocument, "id">,
      rules: readonly Omit<TermRule, "id" | "documentId" | "effectiveFrom" | "effectiveTo">[],
    ): Promise<PolicyDocument> {
      const id = newId("document")
      const span = { effectiveFrom: dateFromDay(document.effectiveFrom), effectiveTo: document.effectiveTo && dateFromDay(document.effectiveTo) }
      await prisma.policyDocument.create({ data: { ...document, ...span, id: toUuid("document", id) } })
      await prisma.termRule.createMany({
        data: rules.map(({ kinds, settings, levels, ...rule }) => ({
          ...rule,
          ...span,
          kinds: [...kinds],
          settings: [...settings],
          levels: [...levels],
          id: toUuid("rule", newId("rule")),
          documentId: toUuid("document", id),
        })),
      })
      return { id, ...document }
    },
  }
}

function toDocument(row: Row): PolicyDocument {
  return {
    ...row,
    id: toTypeId("document", row.id),
    effectiveFrom: dayFromDate(row.effectiveFrom),
    effectiveTo: row.effectiveTo && dayFromDate(row.effectiveTo),
  }
}
