import { Arg, Ctx, Field, Float, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import { updateClass } from "../use-cases/update-class.ts"
import { AudienceInput } from "./audience.type.ts"
import { ClassCoOrganiserInput } from "./class-details.type.ts"
import { SchoolLevel } from "./enums.ts"
import { TrainingClass } from "./school.type.ts"
import { StaleVersion } from "./stale-version.type.ts"

@InputType({ description: "What to change of a training class; what is left out stays as it is." })
class UpdateClassInput {
  @Field(() => ID, { description: "Which: `class_…`" })
  class!: string

  @Field(() => Int, { description: "The version that was read; an edit of one that stands no longer is refused." })
  version!: number

  @Field(() => String, { nullable: true, description: "Title of the class, as announced; at most 200 characters." })
  name?: string | null

  @Field(() => SchoolLevel, { nullable: true, description: "Who keeps it." })
  level?: lesson.SchoolLevel | null

  @Field(() => Int, { nullable: true, description: "The year it belongs to." })
  year?: number | null

  @Field(() => Int, { nullable: true, description: "第几期: its number in a row of classes of one kind, 1 to 999." })
  cohort?: number | null

  @Field(() => AudienceInput, { nullable: true, description: "培训对象: for whom it is." })
  audience?: AudienceInput | null

  @Field(() => Int, { nullable: true, description: "计划人数: places planned, 1 to 5,000." })
  plannedPlaces?: number | null

  @Field(() => Float, { nullable: true, description: "学时: study hours of the whole class, halves from 0 to 1,000." })
  hours?: number | null

  @Field(() => DateScalar, { nullable: true, description: "First day." })
  startsOn?: string | null

  @Field(() => DateScalar, { nullable: true, description: "Last day, included; at most 800 days later." })
  endsOn?: string | null

  @Field(() => Boolean, { nullable: true, description: "True for one that those who plan for the people enter them for; false while it is only planned." })
  isOpen?: boolean | null

  @Field(() => [ClassCoOrganiserInput], { nullable: true, description: "协办单位: with whom it is held, at most 20." })
  coOrganisers?: ClassCoOrganiserInput[] | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The training class is changed.", simpleResolvers: true })
class ClassUpdated {
  @Field(() => TrainingClass, { nullable: true, description: "As it stands now." })
  trainingClass!: lesson.TrainingClass | null

  @Field(() => Int, { description: "递补: how many who waited have a place by it (persons)." })
  promoted!: number
}

const UpdateClassResult = resultUnion(
  "updateClass",
  ClassUpdated,
  [InvalidInput, InvalidState, NotAllowed, StaleVersion],
  "What became of a change of a class.",
)

@Resolver()
export class UpdateClassMutation {
  @Mutation(() => UpdateClassResult, {
    nullable: true,
    description: "变更培训班: change a training class, for those who plan there (coordinator, secretary, admin). More places go to those who wait.",
  })
  async updateClass(@Arg("input", () => UpdateClassInput, { description: "Which, and what." }) input: UpdateClassInput, @Ctx() context: CoursesContext) {
    const result = await updateClass(context, {
      ...input,
      classId: input.class,
      state: input.isOpen == null ? null : input.isOpen ? "OPEN" : "PLANNED",
      coOrganisers: input.coOrganisers ? input.coOrganisers.map(({ name, organisation }) => ({ name, organisationId: organisation ?? null })) : null,
    })
    return answerOf(result, "ClassUpdated", ({ classId, promoted }) => ({ promoted, trainingClass: () => context.loaders.classById.load(classId) }))
  }
}
