import { Directive, Field, ObjectType } from "type-graphql"
import type * as result from "../result.ts"

@Directive("@shareable")
@ObjectType({ description: "Returned when the viewer may not do this, or the thing does not exist for the viewer.", simpleResolvers: true })
export class NotAllowed implements Omit<result.NotAllowed, "kind"> {
  @Field(() => String, { description: "Why, for people." })
  message!: string
}

@Directive("@shareable")
@ObjectType({ description: "What is wrong with one field of an input.", simpleResolvers: true })
export class FieldProblem implements result.FieldProblem {
  @Field(() => String, { description: "The way to the field from the input: `toOrganisation`, `members.3`." })
  path!: string

  @Field(() => String, { description: "What is wrong and what to do." })
  message!: string
}

@Directive("@shareable")
@ObjectType({ description: "Returned when fields of the input are not right; nothing was done.", simpleResolvers: true })
export class InvalidInput implements Omit<result.InvalidInput, "kind"> {
  @Field(() => String, { description: "Summary, for people." })
  message!: string

  @Field(() => [FieldProblem], { description: "Everything that is wrong, at once; at most 100." })
  fields!: result.FieldProblem[]
}

@Directive("@shareable")
@ObjectType({ description: "Returned when the act does not fit how things stand now.", simpleResolvers: true })
export class InvalidState implements Omit<result.InvalidState, "kind"> {
  @Field(() => String, { description: "What stands in the way and what to do." })
  message!: string

  @Field(() => String, { description: "How things stand, for programs: a state or the name of what is in the way." })
  state!: string
}
