import { Field, ObjectType } from "type-graphql"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/code-shown.ts"

@ObjectType({ description: "动态签到码: the code to be shown at a lesson's door now.", simpleResolvers: true })
export class CheckInCode implements domain.CheckInCode {
  @Field(() => String, { description: "Nine letters and digits, without those that are taken for each other." })
  code!: string

  @Field(() => DateTimeScalar, { description: "When the next one takes its place; this one is taken for 30 seconds more." })
  expiresAt!: Date

  text!: string
}
