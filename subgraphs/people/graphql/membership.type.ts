import { Directive, Field, ID, ObjectType } from "type-graphql"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as member from "../domain/member.ts"
import type * as domain from "../domain/membership.ts"
import { Participation } from "./enums.ts"
import { Organisation } from "./organisation.stub.ts"

@ObjectType({ description: "组织关系: where a person belonged or took part, and how long.", simpleResolvers: true })
export class Membership implements domain.Membership {
  @Field(() => ID, { description: "`membership_…`" })
  id!: string

  @Directive('@provides(fields: "name")')
  @Field(() => Organisation, {
    nullable: true,
    description: "The organisation; its id and name are shown to whoever may read the person, even where the rest of it is not theirs to see.",
  })
  organisation!: domain.Membership["organisation"]

  @Field(() => Participation, { description: "How the person took part." })
  participation!: member.Participation

  @Field(() => DateScalar, { description: "The first day." })
  from!: string

  @Field(() => DateScalar, { nullable: true, description: "The first day on which it no longer held; null while it goes on." })
  to!: string | null

  memberId!: string
}
