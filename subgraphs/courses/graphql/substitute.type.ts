import { Field, ObjectType } from "type-graphql"
import type * as lesson from "../domain/lesson.ts"
import type * as domain from "../domain/substitute.ts"
import { Teacher } from "./school.type.ts"

@ObjectType({ description: "代课教师: a teacher with a subject in common who is free at all times of a lesson.", simpleResolvers: true })
export class Substitute implements domain.Substitute {
  @Field(() => Teacher, { description: "Who could be asked; nobody is told before the lesson is given to them by `rescheduleLesson`." })
  teacher!: lesson.Teacher

  @Field(() => [String], { description: "What speaks for and against it: subjects in common, hours liked or avoided, lessons of the month; a few." })
  reasons!: string[]
}
