import { Directive, Field, Float, ID, Int, ObjectType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { Node } from "../../shared/graphql/node.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/lesson.ts"
import { LessonCategory, LessonMode, LessonStatus } from "./enums.ts"
import { Teacher, Venue } from "./school.type.ts"

@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: "课次: one lesson at one time.", simpleResolvers: true })
export class Lesson implements domain.Lesson {
  @Field(() => ID, { description: "`lesson_…`" })
  id!: string

  @Field(() => String, { description: "Title as announced; lectures name their subject, theme days their theme." })
  title!: string

  @Field(() => LessonCategory, { description: "Decides how its hours count for the year." })
  category!: domain.Category

  @Field(() => LessonMode, { description: "In one place, at remote sites or online." })
  mode!: domain.Mode

  @Field(() => LessonStatus, { description: "Drafts are seen only by those with a role over the organiser." })
  status!: domain.LessonStatus

  @Field(() => DateTimeScalar, { description: "When it begins; the local day of this instant is the day, and the year, in which it counts." })
  startsAt!: Date

  @Field(() => DateTimeScalar, { description: "End; the lesson no longer holds its room at this instant." })
  endsAt!: Date

  @Field(() => Float, { description: "学时: study hours it is planned to earn, in halves." })
  plannedHours!: number

  @Field(() => Int, { nullable: true, description: "How many may come; null for no limit of its own." })
  capacity!: number | null

  @Field(() => String, { nullable: true, description: "Why it was cancelled; null unless it was." })
  cancelledReason!: string | null

  @Field(() => Int, { description: "Counts the changes made; an edit names the version it saw." })
  version!: number

  @Field(() => Venue, { nullable: true, description: "Where it is held; null online, outdoors or while no room is chosen." })
  venue!: domain.Venue | null

  @Field(() => [Teacher], { description: "Who teaches, the first named first; a lesson has a few." })
  teachers!: domain.Teacher[]

  schoolId!: string | null
  trainingClassId!: string | null
  organiserId!: string
  organiserPath!: string
}

export const LessonConnection = connectionOf("Lesson", () => Lesson, "lessons")
