import { Field, Int, ObjectType, registerEnumType } from "type-graphql"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/clash.ts"
import type { LessonToSuit } from "../domain/lesson-to-place.ts"

export const ClashKind = { VENUE: "VENUE", TEACHER: "TEACHER", ATTENDEES: "ATTENDEES", CAPACITY: "CAPACITY", CALENDAR: "CALENDAR" } as const

registerEnumType(ClashKind, {
  name: "ClashKind",
  description: "What stands in the way of a lesson (冲突类别).",
  valuesConfig: {
    VENUE: { description: "场地冲突: the venue is taken by another lesson, closed, or not open then." },
    TEACHER: { description: "师资冲突: the teacher teaches elsewhere, is away, or not available then." },
    ATTENDEES: { description: "人员冲突: people expected here are expected, or teach, elsewhere at the same time." },
    CAPACITY: { description: "容量不足: more people are expected than there are places." },
    CALENDAR: { description: "日历冲突: a public holiday, or a time that an organisation keeps free." },
  },
})

@ObjectType({ description: "冲突: one thing that stands in the way of a lesson.", simpleResolvers: true })
export class Clash implements Omit<domain.Clash, "lessonId" | "subjectId" | "memberIds"> {
  @Field(() => ClashKind, { description: "What kind of thing." })
  kind!: domain.ClashKind

  @Field(() => String, { description: "What stands in the way, for people." })
  message!: string

  @Field(() => Int, { description: "For how many minutes of the lesson; 0 where time does not matter." })
  minutes!: number

  @Field(() => DateTimeScalar, { nullable: true, description: "Begin of what it clashes with; told even of a lesson that the viewer does not see." })
  startsAt!: Date | null

  @Field(() => DateTimeScalar, { nullable: true, description: "End of what it clashes with." })
  endsAt!: Date | null

  @Field(() => String, { nullable: true, description: "Name of the venue, the teacher, the holiday or the reason; null where people clash." })
  subjectName!: string | null

  @Field(() => Int, { nullable: true, description: "How many people (persons), whether the viewer may read them or not; null where no people clash." })
  count!: number | null

  lessonId!: string | null
  subjectId!: string | null
  memberIds!: string[]
}

@ObjectType({ description: "提示: what does not stand in the way of a lesson but should be known.", simpleResolvers: true })
export class LessonWarning implements domain.Warning {
  @Field(() => String, {
    description:
      "For programs: a kind of clash that was accepted or that a draft has; VENUE_IN_DRAFT, TEACHER_IN_DRAFT: a draft wants the same; TEACHER_AVOIDS, TEACHER_LOAD: the teacher would rather not, has enough already; CALENDAR_UNKNOWN: holidays not announced yet; PAST: over already, nobody is told; of series, HOLIDAY_SKIPPED, HOLIDAY_MOVED (调休、顺延) and FIRST_LATER. More may come.",
  })
  code!: string

  @Field(() => String, { description: "What it is about, for people." })
  message!: string
}

@ObjectType({ description: "Returned when something clashes and was not overridden; nothing was written.", simpleResolvers: true })
export class ScheduleConflict {
  @Field(() => String, { description: "Summary, for people." })
  message!: string

  @Field(() => [Clash], { description: "Everything that clashes, at once; at most 200." })
  conflicts!: domain.Clash[]

  toSuit!: LessonToSuit | null
}
