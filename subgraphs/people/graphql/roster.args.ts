import { ArgsType, Field } from "type-graphql"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/member.ts"
import { MEMBER_STAGES } from "../domain/member.ts"
import { Participation, Stage } from "./enums.ts"

@ArgsType()
export class RosterArgs extends PagingArgs {
  @Field(() => String, {
    nullable: true,
    description: "Part of the name, or the beginning of its pinyin or initials: `wcm` finds 王春梅. Spaces and kinds of `·` do not matter; empty means all.",
  })
  search?: string | null

  @Field(() => DateScalar, {
    nullable: true,
    description: "As they belonged on this day, at the stage reached by then; today when left out. Holds people whom the viewer may still read today.",
  })
  asOf?: string | null

  @Field(() => Boolean, { defaultValue: false, description: "Also those of all organisations below." })
  includeDescendants!: boolean

  @Field(() => [Stage], { defaultValue: MEMBER_STAGES, description: "Only these stages; Party members when left out." })
  stages!: domain.Stage[]

  @Field(() => [Participation], { defaultValue: ["DIRECT"], description: "Only these ways of taking part; those who belong here when left out." })
  participation!: domain.Participation[]
}
