import { Field, ObjectType, registerEnumType } from "type-graphql"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as member from "../domain/member.ts"
import type * as domain from "../domain/stages.ts"
import { Stage } from "./enums.ts"

export const StageRule = {
  EIGHTEEN_YEARS: "EIGHTEEN_YEARS",
  ACTIVIST_FOR_A_YEAR: "ACTIVIST_FOR_A_YEAR",
  SHORT_COURSE: "SHORT_COURSE",
  PROBATION_PASSED: "PROBATION_PASSED",
} as const

registerEnumType(StageRule, {
  name: "StageRule",
  description: "A rule of the way into the Party that may be departed from with a superior's document (发展党员规则).",
  valuesConfig: {
    EIGHTEEN_YEARS: { description: "年满十八岁: an applicant is 18 at least." },
    ACTIVIST_FOR_A_YEAR: { description: "培养教育一年以上: an activist for a year at least before becoming a development target." },
    SHORT_COURSE: { description: "短期集中培训: the certificate of the short course is issued before admission." },
    PROBATION_PASSED: { description: "预备期满: a year of probation, or as long as it was prolonged, before full membership." },
  },
})

@ObjectType({ description: "A rule that was departed from, and why.", simpleResolvers: true })
export class StageException implements domain.StageException {
  @Field(() => StageRule, { description: "Which rule." })
  rule!: domain.StageRule

  @Field(() => String, { description: "Why the superior allowed it." })
  reason!: string

  @Field(() => String, { description: "Document and article of the rule." })
  source!: string
}

@ObjectType({ description: "发展历程: one step that a person took into the Party.", simpleResolvers: true })
export class StageStep implements domain.StageStep {
  @Field(() => Stage, { description: "Where the step led." })
  stage!: member.Stage

  @Field(() => DateScalar, { description: "The day of the step; probation begins on the day on which the branch meeting passed it." })
  since!: string

  @Field(() => String, { nullable: true, description: "批复文号: number of the document, where one was recorded." })
  documentNumber!: string | null

  @Field(() => [StageException], { description: "Rules departed from at this step; at most four." })
  exceptions!: domain.StageException[]

  @Field(() => Date, { nullable: true, description: "When it was recorded here; null for what came with the books." })
  recordedAt!: Date | null
}

@ObjectType({ description: "预备期: the probation of someone who is on it now.", simpleResolvers: true })
export class Probation implements domain.Probation {
  @Field(() => DateScalar, { description: "The day on which the branch meeting passed the admission (党章第七条)." })
  since!: string

  @Field(() => DateScalar, { description: "The first day on which full membership can be decided: a year later, or as prolonged." })
  until!: string

  @Field(() => Boolean, { description: "延长预备期: whether `until` was prolonged." })
  isExtended!: boolean

  @Field(() => Boolean, { description: "Whether that day has passed without a decision." })
  isOverdue!: boolean
}
