import { Field, ObjectType } from "type-graphql"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/transfer.ts"

@ObjectType({ description: "Returned when the letter is no longer valid; the origin issues another one. Nothing was done.", simpleResolvers: true })
export class LetterExpired implements Omit<domain.LetterExpired, "kind"> {
  @Field(() => String, { description: "Since when, and what to do." })
  message!: string

  @Field(() => DateScalar, { description: "The last day on which it was valid." })
  validUntil!: string
}
