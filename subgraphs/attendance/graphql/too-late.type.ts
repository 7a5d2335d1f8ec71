import { Field, ObjectType } from "type-graphql"

@ObjectType({ description: "Returned when leave can no longer be asked for: the lesson has begun, or its sheet is closed.", simpleResolvers: true })
export class TooLate {
  @Field(() => String, { description: "Since when it is too late, and what can be done instead." })
  message!: string
}
