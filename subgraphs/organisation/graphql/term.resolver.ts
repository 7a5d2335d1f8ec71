import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import { mayRead } from "../../shared/viewer.ts"
import type { OrganisationContext } from "../context.ts"
import type { Organisation as OrganisationValue } from "../domain/organisation.ts"
import type * as domain from "../domain/term.ts"
import { nextElectionDueOn } from "../domain/term.ts"
import { Organisation } from "./organisation.type.ts"
import { TermRule } from "./policy-document.type.ts"
import { CommitteeTerm, TermExtension } from "./term.type.ts"

@Resolver(() => Organisation)
export class OrganisationTermResolver {
  @FieldResolver(() => CommitteeTerm, {
    nullable: true,
    description: "The term in which its committee sits; null when none is recorded, and where the viewer may not read the place.",
  })
  async term(@Root() { id, path, asOf }: OrganisationValue, @Ctx() { viewer, today, loaders }: OrganisationContext): Promise<CommitteeTerm | null> {
    if (!mayRead(viewer, path)) return null
    const day = asOf ?? today
    const term = await loaders.termByOrganisation(day).load(id)
    return term && { ...term, asOf: day }
  }
}

@Resolver(() => CommitteeTerm)
export class CommitteeTermResolver {
  @FieldResolver(() => Int, { nullable: true, description: "任期年限: how long it is by the rule." })
  async years(@Root() { ruleId }: domain.CommitteeTerm, @Ctx() { loaders }: OrganisationContext): Promise<number | null> {
    return (await loaders.termRuleById.load(ruleId))?.years ?? null
  }

  @FieldResolver(() => TermRule, { nullable: true, description: "The rule by which it ends: the one in force on the day of election." })
  rule(@Root() { ruleId }: domain.CommitteeTerm, @Ctx() { loaders }: OrganisationContext): Promise<domain.TermRule | null> {
    return loaders.termRuleById.load(ruleId)
  }

  @FieldResolver(() => TermExtension, { nullable: true, description: "How its superior made it longer; null when nobody did." })
  extension(@Root() { extendedTo, extensionDocument }: domain.CommitteeTerm): TermExtension | null {
    return extendedTo && extensionDocument ? { to: extendedTo, documentNumber: extensionDocument } : null
  }

  @FieldResolver(() => DateScalar, { description: "应换届日期: when the next election is due, an extension included." })
  nextElectionDueOn(@Root() term: domain.CommitteeTerm): string {
    return nextElectionDueOn(term)
  }

  @FieldResolver(() => Boolean, { description: "逾期未换届: it still runs, and the day of the next election is past." })
  isOverdue(@Root() term: CommitteeTerm): boolean {
    const stillRuns = term.closedOn === null || term.closedOn > term.asOf
    return stillRuns && nextElectionDueOn(term) < term.asOf
  }
}
