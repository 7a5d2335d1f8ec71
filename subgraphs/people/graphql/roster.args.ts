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
    description:
      "As in `members`: part of the name, the beginning of its pinyin or initials (`wcm` finds 王春梅), a code, the last four digits of the mobile. Spaces and kinds of `·` do not matter; empty means all.",
  })
  search?: string | null

  @Field(() => DateScalar, {
    nullable: true,
    description:
      "As they belonged on this day, in the tree of that day, at the stage reached by then; the organisation's own day or today when left out. Not in the future. Holds people whom the viewer may still read today.",
  })
  asOf?: string | null

  @Field(() => Boolean, { defaultValue: false, description: "Also those of all organisations below." })
  includeDescendants!: boolean

  @Field(() => [Stage], { defaultValue: MEMBER_STAGES, description: "Only these stages; Party members when left out." })
  stages!: domain.Stage[]

  @Field(() => [Participation], { defaultValue: ["DIRECT"], description: "Only these ways of taking part; those who belong here when left out." })
  participation!: domain.Participation[]
}
