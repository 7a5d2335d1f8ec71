import { Field, InputType, ObjectType } from "type-graphql"
import type * as domain from "../domain/stages.ts"
import { StageRule } from "./stage.type.ts"

@InputType({ description: "A rule that a superior allowed to depart from." })
export class StageExceptionInput {
  @Field(() => StageRule, { description: "Which rule; each once." })
  rule!: domain.StageRule

  @Field(() => String, { description: "Why, in at most 2,000 characters." })
  reason!: string
}

@ObjectType({ description: "A rule that a step would break, or a record that is entered.", simpleResolvers: true })
export class BrokenRule implements domain.BrokenRule {
  @Field(() => StageRule, { description: "Which, to name it among `exceptions` where a superior allowed it." })
  rule!: domain.StageRule

  @Field(() => String, { description: "What the rule asks for and what the books say." })
  message!: string

  @Field(() => String, { description: "Document and article of the rule." })
  source!: string
}

@ObjectType({ description: "Returned when a step breaks rules and no exception is named for them; nothing was recorded.", simpleResolvers: true })
export class RuleBroken {
  @Field(() => String, { description: "All of them in words." })
  message!: string

  @Field(() => [BrokenRule], { description: "Which rules; at most four." })
  rules!: domain.BrokenRule[]
}
