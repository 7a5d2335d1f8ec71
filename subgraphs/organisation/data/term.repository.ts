import type { Prisma } from "../../../prisma/organisation/generated/client.ts"
import { dateFromDay, dayFromDate } from "../../shared/calendar.ts"
import { newId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { CommitteeTerm, TermRule } from "../domain/term.ts"

type Tables = Pick<Prisma.TransactionClient, "committeeTerm" | "termRule">
type TermRow = Prisma.Result<Tables["committeeTerm"], object, "findFirstOrThrow">
type RuleRow = Prisma.Result<Tables["termRule"], object, "findFirstOrThrow">

/** Read and write the terms of committees that the caller has found for the viewer, and the rules of terms, which are everyone's. */
export function createTermRepository(prisma: Tables) {
  return {
    /** Find the term in which each of these committees sits, or sat, on a day. */
    async findOn(organisationIds: readonly string[], day: string): Promise<CommitteeTerm[]> {
      const date = dateFromDay(day)
      const rows = await prisma.committeeTerm.findMany({
        where: {
          organisationId: { in: toUuids("organisation", organisationIds) },
          electedOn: { lte: date },
          OR: [{ closedOn: null }, { closedOn: { gt: date } }],
        },
        orderBy: { number: "asc" },
      })
      return rows.map(toTerm)
    },

    async findAll(organisationId: string): Promise<CommitteeTerm[]> {
      const rows = await prisma.committeeTerm.findMany({ where: { organisationId: toUuid("organisation", organisationId) }, orderBy: { number: "asc" } })
      return rows.map(toTerm)
    },

    async add(term: Omit<CommitteeTerm, "id">): Promise<CommitteeTerm> {
      const id = newId("term")
      const { organisationId, ruleId, electedOn, endsOn, extendedTo, closedOn, ...rest } = term
      await prisma.committeeTerm.create({
        data: {
          ...rest,
          id: toUuid("term", id),
          organisationId: toUuid("organisation", organisationId),
          ruleId: toUuid("rule", ruleId),
          electedOn: dateFromDay(electedOn),
          endsOn: dateFromDay(endsOn),
          extendedTo: extendedTo && dateFromDay(extendedTo),
          closedOn: closedOn && dateFromDay(closedOn),
        },
      })
      return { id, ...term }
    },

    async close(id: string, closedOn: string): Promise<void> {
      await prisma.committeeTerm.update({ where: { id: toUuid("term", id) }, data: { closedOn: dateFromDay(closedOn) } })
    },

    async extend(id: string, to: string, document: string): Promise<CommitteeTerm> {
      const data = { extendedTo: dateFromDay(to), extensionDocument: document }
      return toTerm(await prisma.committeeTerm.update({ where: { id: toUuid("term", id) }, data }))
    },

    async findRules(): Promise<TermRule[]> {
      return (await prisma.termRule.findMany()).map(toRule)
    },

    async findRulesByIds(ids: readonly string[]): Promise<TermRule[]> {
      return (await prisma.termRule.findMany({ where: { id: { in: toUuids("rule", ids) } } })).map(toRule)
    },

    /** Find the rules that each of these documents sets, in the order in which they were recorded. */
    async findRulesByDocuments(documentIds: readonly string[]): Promise<TermRule[]> {
      return (await prisma.termRule.findMany({ where: { documentId: { in: toUuids("document", documentIds) } }, orderBy: { id: "asc" } })).map(toRule)
    },
  }
}

function toTerm(row: TermRow): CommitteeTerm {
  return {
    ...row,
    id: toTypeId("term", row.id),
    organisationId: toTypeId("organisation", row.organisationId),
    ruleId: toTypeId("rule", row.ruleId),
    electedOn: dayFromDate(row.electedOn),
    endsOn: dayFromDate(row.endsOn),
    extendedTo: row.extendedTo && dayFromDate(row.extendedTo),
    closedOn: row.closedOn && dayFromDate(row.closedOn),
  }
}

function toRule(row: RuleRow): TermRule {
  return {
    ...row,
    id: toTypeId("rule", row.id),
    documentId: toTypeId("document", row.documentId),
    effectiveFrom: dayFromDate(row.effectiveFrom),
    effectiveTo: row.effectiveTo && dayFromDate(row.effectiveTo),
  }
}
