import { ArgsType, Field, ObjectType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/member.ts"
import { MEMBER_STAGES } from "../domain/member.ts"
import { Stage } from "./enums.ts"

@ObjectType({ description: "曾在本组织的党员: somebody of a past roster whom the viewer may no longer read as a person.", simpleResolvers: true })
export class FormerMember implements Pick<domain.Member, "code" | "name" | "stage"> {
  @Field(() => String, { description: "人员编号: the local code." })
  code!: string

  @Field(() => String, { description: "The name, as it stands in the books." })
  name!: string

  @Field(() => Stage, { description: "The stage reached by that day." })
  stage!: domain.Stage
}

export const FormerMemberConnection = connectionOf("FormerMember", () => FormerMember, "people who have gone since")

@ArgsType()
export class FormerMembersArgs extends PagingArgs {
  @Field(() => DateScalar, {
    nullable: true,
    description: "The day on which they belonged, not in the future; the organisation's own day when left out. Of today nobody has gone.",
  })
  asOf?: string | null

  @Field(() => Boolean, { defaultValue: false, description: "Also those of all organisations below on that day." })
  includeDescendants!: boolean

  @Field(() => [Stage], { defaultValue: MEMBER_STAGES, description: "Only these stages; Party members when left out." })
  stages!: domain.Stage[]
}
