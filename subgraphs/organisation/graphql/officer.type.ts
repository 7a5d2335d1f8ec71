import { Field, ID, ObjectType } from "type-graphql"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/organisation.ts"
import { Post } from "./enums.ts"
import { Member } from "./node.stubs.ts"

@ObjectType({ description: "A post and who holds it on the day of the books.", simpleResolvers: true })
export class Officer implements Omit<domain.Officer, "memberPath"> {
  @Field(() => ID, { description: "`office_…`" })
  id!: string

  @Field(() => Post, { description: "Which place in the committee it is." })
  post!: domain.Post

  @Field(() => Member, { nullable: true, description: "The holder; null where the viewer may not read that person." })
  member!: Member | null

  @Field(() => DateScalar, { description: "First day in the post." })
  since!: string

  @Field(() => DateScalar, { nullable: true, description: "The first day on which the post is no longer held; null while no end is known." })
  until!: string | null

  @Field(() => Boolean, { description: "兼职委员: a part-time member of the committee, whose work is in a unit of the area." })
  isPartTime!: boolean

  @Field(() => String, { nullable: true, description: "来源单位: the enterprise, association or other unit that a part-time member comes from." })
  sourceUnit!: string | null

  @Field(() => Boolean, { description: "一肩挑: the secretary also directs the residents' committee." })
  isCombinedWithDirector!: boolean

  memberId!: string | null
}

@ObjectType({ description: "居委会主任: who directs a community's residents' committee.", simpleResolvers: true })
export class CommunityDirector {
  @Field(() => String, {
    nullable: true,
    description: "The director's name, who need not be a member of the Party; null where the viewer may not read the place.",
  })
  name!: string | null

  @Field(() => Member, { nullable: true, description: "The same person as a member; null for others, and where the viewer may not read that person." })
  member!: Member | null

  @Field(() => DateScalar, { description: "First day as director." })
  since!: string
}

@ObjectType({ description: "社区领导: who leads a community, for the Party and for the residents.", simpleResolvers: true })
export class CommunityLeadership {
  @Field(() => Officer, { nullable: true, description: "书记: the secretary of its top organisation; null while there is none." })
  secretary!: Officer | null

  @Field(() => CommunityDirector, { nullable: true, description: "居委会主任: the director; null while none is recorded." })
  director!: CommunityDirector | null

  @Field(() => Boolean, { description: "一肩挑: both are one person." })
  isCombined!: boolean
}
