import { Field, Float, Int, ObjectType } from "type-graphql"
import type * as domain from "../domain/feedback.ts"

@ObjectType({ description: "评分: what was thought of a teacher's lessons, without who thought it.", simpleResolvers: true })
export class TeacherRating implements domain.Rating {
  @Field(() => Int, { description: "How many answers, at least 3; of lessons that have 3 or more each." })
  count!: number

  @Field(() => Float, { description: "Mean of the answers, 1 to 5, to one decimal." })
  average!: number
}

@ObjectType({ description: "课后评价: what those expected thought of a lesson, without who thought it.", simpleResolvers: true })
export class LessonFeedback implements domain.LessonFeedback {
  @Field(() => Int, {
    description: "How many answers are shown: at least 3, and always three more, so that none is told by the difference. One or two may wait.",
  })
  count!: number

  @Field(() => Float, { description: "Mean of the answers, 1 to 5, to one decimal." })
  average!: number

  @Field(() => [String], { description: "评语: comments in an order that says nothing; at most 100, any of them where there are more." })
  comments!: string[]
}
