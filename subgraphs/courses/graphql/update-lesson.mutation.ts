import { Arg, Ctx, Field, Float, ID, InputType, Int, Mutation, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/lesson.ts"
import { updateLesson } from "../use-cases/update-lesson.ts"
import { AudienceInput } from "./audience.type.ts"
import { LessonCategory, LessonMode } from "./enums.ts"
import { CoOrganiserInput } from "./schedule-lesson.mutation.ts"
import { ScheduleConflict } from "./clash.type.ts"
import { LessonScheduled, scheduled } from "./lesson-scheduled.type.ts"
import { StaleVersion } from "./stale-version.type.ts"

@InputType({ description: "What of a lesson is to change; what is left out stays." })
class UpdateLessonInput {
  @Field(() => ID, { description: "Which one: `lesson_…`" })
  lesson!: string

  @Field(() => Int, { description: "The version that was seen; a lesson changed since is not changed again blindly." })
  version!: number

  @Field(() => String, { nullable: true, description: "New title." })
  title?: string | null

  @Field(() => LessonCategory, { nullable: true, description: "What it counts as from now on." })
  category?: domain.Category | null

  @Field(() => LessonMode, { nullable: true, description: "In one place, at remote sites or online." })
  mode?: domain.Mode | null

  @Field(() => Float, { nullable: true, description: "学时: study hours, in halves." })
  plannedHours?: number | null

  @Field(() => Int, { nullable: true, description: "How many may come, all who have a place at least; null for no limit." })
  capacity?: number | null

  @Field(() => ID, { nullable: true, description: "The school that gives it; null for none." })
  school?: string | null

  @Field(() => ID, { nullable: true, description: "The course that it is a lesson of; null for none." })
  course?: string | null

  @Field(() => ID, { nullable: true, description: "The class whose people are expected; null for none, who was on the list stays." })
  trainingClass?: string | null

  @Field(() => [CoOrganiserInput], { nullable: true, description: "协办: all of them anew, at most 20." })
  coOrganisers?: CoOrganiserInput[] | null

  @Field(() => AudienceInput, { nullable: true, description: "Who is expected from now on; null for nobody but those entered otherwise." })
  audience?: AudienceInput | null

  @Field(() => String, { nullable: true, description: "课次编号: its number in the organiser's plan; null for none." })
  code?: string | null

  @Field(() => String, { nullable: true, description: "备注: for those who plan; null for none." })
  remark?: string | null

  @Field(() => Boolean, { nullable: true, description: "Whether its hours count for the year." })
  isCounted?: boolean | null

  @Field(() => Boolean, { nullable: true, description: "Whether members below the organiser may put themselves down for it." })
  isOpenToEnrol?: boolean | null

  @Field(() => String, { nullable: true, description: "Why it is done in spite of what clashes; kept with the clashes." })
  overrideReason?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

const UpdateLessonResult = resultUnion(
  "updateLesson",
  LessonScheduled,
  [ScheduleConflict, StaleVersion, InvalidInput, InvalidState, NotAllowed],
  "What became of a lesson that was to be changed.",
)

@Resolver()
export class UpdateLessonMutation {
  @Mutation(() => UpdateLessonResult, {
    nullable: true,
    description: "Change what a lesson is about, who is expected and how many may come; for those who plan for its organiser.",
  })
  async updateLesson(
    @Arg("input", () => UpdateLessonInput, { description: "Which lesson, and what of it." }) input: UpdateLessonInput,
    @Ctx() context: CoursesContext,
  ) {
    return answerOf(await updateLesson(context, input), "LessonScheduled", scheduled(context))
  }
}
