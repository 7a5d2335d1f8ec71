import { Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import type { OrganisationContext } from "../context.ts"
import type { AdviceException as ExceptionValue } from "../domain/advice-exception.ts"
import type { Organisation as OrganisationValue } from "../domain/organisation.ts"
import type { PlacedAdvice } from "../use-cases/advise-organisation.ts"
import { AdviceException, OrganisationAdvice } from "./advice.type.ts"
import { Organisation } from "./organisation.type.ts"

@Resolver(() => OrganisationAdvice)
export class OrganisationAdviceResolver {
  @FieldResolver(() => AdviceException, {
    nullable: true,
    description: "The newest approval of a superior to depart from the rule that holds on the day; null when there is none, and the advice is to be followed.",
  })
  async exception(@Root() { rule, organisationId, asOf }: PlacedAdvice, @Ctx() { loaders }: OrganisationContext): Promise<ExceptionValue | null> {
    const exceptions = await loaders.exceptionsByOrganisation(asOf).load(organisationId)
    return exceptions.find((exception) => exception.rule === rule) ?? null
  }
}

@Resolver(() => AdviceException)
export class AdviceExceptionResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "The superior that approved it." })
  approvedBy(@Root() { approvedById }: ExceptionValue, @Ctx() { loaders }: OrganisationContext): Promise<OrganisationValue | null> {
    return loaders.organisationById.load(approvedById)
  }
}
