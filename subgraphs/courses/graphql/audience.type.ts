import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql"
import type * as domain from "../domain/audience.ts"
import { POSTS } from "../domain/audience.ts"

/** The posts and stages of their owners, value for value: composition refuses any other. Their owners describe them. */
export const Post = Object.fromEntries(POSTS.map((post) => [post, post])) as { [P in domain.Post]: P }
registerEnumType(Post, { name: "Post" })

export const Stage = {
  APPLICANT: "APPLICANT",
  ACTIVIST: "ACTIVIST",
  DEVELOPMENT_TARGET: "DEVELOPMENT_TARGET",
  PROBATIONARY: "PROBATIONARY",
  FULL: "FULL",
} as const
registerEnumType(Stage, { name: "Stage" })

@ObjectType({ description: "培训对象: who is expected, as a rule; who that is on a day follows from the books of that day.", simpleResolvers: true })
export class Audience implements domain.Audience {
  @Field(() => Boolean, { description: "True when people below the organisations are meant as well." })
  includeDescendants!: boolean

  @Field(() => [Post], { description: "Only holders of one of these posts, a few; empty when any will do." })
  posts!: domain.Post[]

  @Field(() => [Stage], { description: "Only people at one of these stages, a few; empty when any will do." })
  stages!: domain.Stage[]

  organisations!: string[]
  members!: string[]
}

@InputType({ description: "培训对象: who is expected. At least one organisation or one member." })
export class AudienceInput implements domain.Audience {
  @Field(() => [ID], { defaultValue: [], description: "Organisations whose people are meant, at most 100: `organisation_…`" })
  organisations!: string[]

  @Field(() => Boolean, { defaultValue: true, description: "Whether people below them are meant as well." })
  includeDescendants!: boolean

  @Field(() => [Post], { defaultValue: [], description: "Only holders of one of these posts; none named: any." })
  posts!: domain.Post[]

  @Field(() => [Stage], { defaultValue: [], description: "Only people at one of these stages; none named: any." })
  stages!: domain.Stage[]

  @Field(() => [ID], { defaultValue: [], description: "People named besides, whatever the rest says, at most 100: `member_…`" })
  members!: string[]
}
