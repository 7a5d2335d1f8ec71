import { Field, Int, ObjectType } from "type-graphql"
import type { StaleLesson } from "../domain/stored-lesson.ts"

@ObjectType({ description: "Returned when the thing was changed since it was read; look at it again and decide anew.", simpleResolvers: true })
export class StaleVersion implements Omit<StaleLesson, "kind" | "lessonId"> {
  @Field(() => String, { description: "What happened, for people." })
  message!: string

  @Field(() => Int, { description: "The version that stands now." })
  currentVersion!: number

  lessonId?: string | null
}
