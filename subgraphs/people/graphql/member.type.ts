import { Directive, Field, ID, ObjectType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { Node } from "../../shared/graphql/node.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/member.ts"
import { Participation, Stage } from "./enums.ts"

@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: "党员: a Party member, or a person on the way to membership.", simpleResolvers: true })
export class Member implements domain.Member {
  @Field(() => ID, { description: "`member_…`" })
  id!: string

  @Field(() => String, { description: "人员编号: the local code, opaque." })
  code!: string

  @Field(() => String, { description: "Full name, as written: may hold rare characters and `·`." })
  name!: string

  @Field(() => Stage, { description: "How far the person is on the way into the Party." })
  stage!: domain.Stage

  @Field(() => Participation, { description: "How the person takes part in `branch`." })
  participation!: domain.Participation

  @Field(() => DateScalar, { nullable: true, description: "加入党组织日期: the day of admission as a probationary member; null before." })
  joinedOn!: string | null

  @Field(() => DateScalar, { nullable: true, description: "转正日期: the day of full membership; null before." })
  fullOn!: string | null

  namePinyin!: string
  branchId!: string | null
  branchPath!: string | null
  version!: number
}

export const MemberConnection = connectionOf("Member", () => Member, "people")
