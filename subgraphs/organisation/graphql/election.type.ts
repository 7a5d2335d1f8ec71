import { Directive, Field, ID, Int, ObjectType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/election.ts"
import type { Post as PostValue } from "../domain/organisation.ts"
import { Post } from "./enums.ts"
import { Member } from "./node.stubs.ts"

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ description: "换届选举: one election of a committee, planned or held.", simpleResolvers: true })
export class ElectionRound implements domain.ElectionRound {
  @Field(() => ID, { description: "`election_…`" })
  id!: string

  @Field(() => Int, { description: "Which term it elects, counted from the first." })
  termNumber!: number

  @Field(() => DateScalar, { nullable: true, description: "For when it was planned." })
  plannedOn!: string | null

  @Field(() => DateScalar, { nullable: true, description: "When it was held; null while it is only planned." })
  heldOn!: string | null

  @Field(() => Int, { nullable: true, description: "应到会: members with a vote who were due (persons); null when not recorded." })
  eligible!: number | null

  @Field(() => Int, { nullable: true, description: "实到会: of these, present (persons); null when not recorded." })
  present!: number | null

  @Field(() => Int, { nullable: true, description: "收回选票: ballots returned; null when not recorded." })
  ballots!: number | null

  organisationId!: string
}

export const ElectionRoundConnection = connectionOf("ElectionRound", () => ElectionRound, "elections")

@ObjectType({ description: "Whether enough came to an election. A finding, never a bar to recording it.", simpleResolvers: true })
export class ElectionQuorum {
  @Field(() => Boolean, { description: "More than four fifths of those due were present." })
  isReached!: boolean

  @Field(() => String, { description: "The rule's document." })
  source!: string
}

@ObjectType({ description: "当选: who was elected to what.", simpleResolvers: true })
export class ElectionSeat {
  @Field(() => Post, { description: "The place in the committee." })
  post!: PostValue

  @Field(() => Member, { nullable: true, description: "Who was elected; null where the viewer may not read that person." })
  member!: Member | null
}
