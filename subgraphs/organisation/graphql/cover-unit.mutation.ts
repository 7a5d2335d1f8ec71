import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/unit.ts"
import { coverUnit } from "../use-cases/cover-unit.ts"
import { Unit } from "./unit.type.ts"

@InputType({ description: "What covers a unit." })
class CoverUnitInput {
  @Field(() => ID, { description: "Which one is covered: `unit_…`" })
  unit!: string

  @Field(() => ID, { nullable: true, description: "Its own organisation, or a joint branch: `organisation_…`" })
  organisation?: string | null

  @Field(() => DateScalar, { nullable: true, description: "From when that one covers it; goes with `organisation`." })
  since?: string | null

  @Field(() => ID, { nullable: true, description: "党建指导员: `member_…`" })
  instructor?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The cover stands in the books.", simpleResolvers: true })
class UnitCovered {
  @Field(() => Unit, { description: "As it is covered now." })
  unit!: domain.Unit
}

const CoverUnitResult = resultUnion("coverUnit", UnitCovered, [InvalidInput, NotAllowed], "What became of a unit's cover.")

@Resolver()
export class CoverUnitMutation {
  @Mutation(() => CoverUnitResult, {
    nullable: true,
    description: "Record which Party organisation covers a unit (组织覆盖), and who instructs it; what is left out stays as it is.",
  })
  async coverUnit(
    @Arg("input", () => CoverUnitInput, { description: "Which unit, by whom and since when." }) input: CoverUnitInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(await coverUnit(context, input), "UnitCovered", (unit) => ({ unit }))
  }
}
