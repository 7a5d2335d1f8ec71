import { Arg, Ctx, Field, Float, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import { openClass } from "../use-cases/open-class.ts"
import { AudienceInput } from "./audience.type.ts"
import { ClassCoOrganiserInput } from "./class-details.type.ts"
import { SchoolLevel } from "./enums.ts"
import { TrainingClass } from "./school.type.ts"

@InputType({ description: "A training class to open." })
class OpenClassInput {
  @Field(() => ID, { description: "Whose: `organisation_…`" })
  organisation!: string

  @Field(() => String, { description: "Title of the class, as announced; at most 200 characters." })
  name!: string

  @Field(() => SchoolLevel, { description: "Who keeps it." })
  level!: lesson.SchoolLevel

  @Field(() => Int, { description: "The year it belongs to." })
  year!: number

  @Field(() => Int, { nullable: true, description: "第几期: its number in a row of classes of one kind, 1 to 999." })
  cohort?: number | null

  @Field(() => AudienceInput, { nullable: true, description: "培训对象: for whom it is." })
  audience?: AudienceInput | null

  @Field(() => Int, { description: "计划人数: places planned, 1 to 5,000." })
  plannedPlaces!: number

  @Field(() => Float, { description: "学时: study hours of the whole class, halves from 0 to 1,000." })
  hours!: number

  @Field(() => DateScalar, { description: "First day." })
  startsOn!: string

  @Field(() => DateScalar, { description: "Last day, included; at most 800 days later." })
  endsOn!: string

  @Field(() => Boolean, { defaultValue: true, description: "True for one that those who plan for the people enter them for; false while it is only planned." })
  isOpen!: boolean

  @Field(() => [ClassCoOrganiserInput], { defaultValue: [], description: "协办单位: with whom it is held, at most 20." })
  coOrganisers!: ClassCoOrganiserInput[]

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The training class stands.", simpleResolvers: true })
class ClassOpened {
  @Field(() => TrainingClass, { nullable: true, description: "As it stands now." })
  trainingClass!: lesson.TrainingClass | null
}

const OpenClassResult = resultUnion("openClass", ClassOpened, [InvalidInput, NotAllowed], "What became of a class to open.")

@Resolver()
export class OpenClassMutation {
  @Mutation(() => OpenClassResult, {
    nullable: true,
    description: "开办培训班: open a training class, for those who plan there (coordinator, secretary, admin).",
  })
  async openClass(@Arg("input", () => OpenClassInput, { description: "Whose, and what." }) input: OpenClassInput, @Ctx() context: CoursesContext) {
    const result = await openClass(context, {
      ...input,
      organisationId: input.organisation,
      state: input.isOpen ? "OPEN" : "PLANNED",
      coOrganisers: input.coOrganisers.map(({ name, organisation }) => ({ name, organisationId: organisation ?? null })),
    })
    return answerOf(result, "ClassOpened", ({ classId }) => ({ trainingClass: () => context.loaders.classById.load(classId) }))
  }
}
