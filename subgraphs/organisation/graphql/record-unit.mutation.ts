import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/unit.ts"
import { recordUnit } from "../use-cases/record-unit.ts"
import { Unit, UnitKind } from "./unit.type.ts"

@InputType({ description: "A unit to record." })
class RecordUnitInput {
  @Field(() => ID, { description: "In whose area: `organisation_…`" })
  organisation!: string

  @Field(() => String, { description: "Registered name, at most 200 characters." })
  name!: string

  @Field(() => UnitKind, { description: "An enterprise or a social organisation." })
  kind!: domain.UnitKind

  @Field(() => String, { nullable: true, description: "统一社会信用代码 (GB 32100), 18 characters; leave out when not known." })
  creditCode?: string | null

  @Field(() => DateScalar, { description: "From when it has been in the area, not in the future." })
  since!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The unit stands in the books.", simpleResolvers: true })
class UnitRecorded {
  @Field(() => Unit, { description: "As it was recorded." })
  unit!: domain.Unit
}

const RecordUnitResult = resultUnion("recordUnit", UnitRecorded, [InvalidInput, InvalidState, NotAllowed], "What became of a unit's record.")

@Resolver()
export class RecordUnitMutation {
  @Mutation(() => RecordUnitResult, {
    nullable: true,
    description: "Record an enterprise or social organisation (两新组织) in the area of an organisation; for whoever keeps its records.",
  })
  async recordUnit(
    @Arg("input", () => RecordUnitInput, { description: "Where, and what it is." }) input: RecordUnitInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(await recordUnit(context, input), "UnitRecorded", (unit) => ({ unit }))
  }
}
