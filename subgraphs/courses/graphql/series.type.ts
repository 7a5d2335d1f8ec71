import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql"
import { DateScalar, DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/series.ts"

export const HolidayPolicy = { SKIP: "SKIP", MOVE: "MOVE", KEEP: "KEEP" } as const

registerEnumType(HolidayPolicy, {
  name: "HolidayPolicy",
  description: "What becomes of a lesson of a series on a public holiday (遇节假日).",
  valuesConfig: {
    SKIP: { description: "停课: none is held." },
    MOVE: {
      description:
        "顺延: held at the same hour of the next workday, a worked Sunday (调休) among them; a lesson of a weekend on the next day that is no holiday. Never on a day on which the series has a lesson already; where none is left within a fortnight it is skipped.",
    },
    KEEP: { description: "照常: held all the same." },
  },
})

export const SeriesExceptionKind = { SKIPPED: "SKIPPED", MOVED: "MOVED", REMOVED: "REMOVED" } as const

registerEnumType(SeriesExceptionKind, {
  name: "SeriesExceptionKind",
  description: "Why a series has no lesson at a time of its rule (例外).",
  valuesConfig: {
    SKIPPED: { description: "停课: a holiday." },
    MOVED: { description: "顺延: held on another day for a holiday." },
    REMOVED: { description: "取消: cancelled by hand." },
  },
})

@InputType({ description: "By what rule a lesson repeats." })
export class RecurrenceInput {
  @Field(() => String, {
    description:
      "A rule of RFC 5545 with FREQ of DAILY, WEEKLY, MONTHLY or YEARLY: `FREQ=WEEKLY`, `FREQ=MONTHLY;BYDAY=2SA` (the second Saturday), `FREQ=MONTHLY;INTERVAL=3` (every quarter). The hour is the lesson's. At most 400 lessons within two years.",
  })
  rule!: string

  @Field(() => DateScalar, { nullable: true, description: "The last day on which one may be; needed where the rule has neither COUNT nor UNTIL." })
  until?: string | null

  @Field(() => Boolean, { nullable: true, description: "False to hold lessons on public holidays too; they are skipped otherwise. `holidays` goes before it." })
  skipHolidays?: boolean | null

  @Field(() => HolidayPolicy, { nullable: true, description: "What becomes of lessons on public holidays; SKIP when left out." })
  holidays?: domain.HolidayPolicy | null
}

@ObjectType({ description: "例外: a time of a series' rule at which no lesson is.", simpleResolvers: true })
export class SeriesException implements domain.SeriesException {
  @Field(() => DateTimeScalar, { description: "The time by the rule." })
  occursAt!: Date

  @Field(() => SeriesExceptionKind, { description: "What became of it." })
  kind!: domain.SeriesExceptionKind

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was held instead; null when it was not." })
  movedAt!: Date | null

  @Field(() => String, { description: "The holiday, or the reason that was given." })
  reason!: string

  movedTo!: Date | null
}

@ObjectType({ description: "系列课: lessons that one rule made.", simpleResolvers: true })
export class LessonSeries implements domain.Series {
  @Field(() => ID, { description: "`series_…`" })
  id!: string

  @Field(() => String, { description: "The rule of RFC 5545, without DTSTART and without an end." })
  rule!: string

  @Field(() => DateTimeScalar, { description: "The time that the rule counts from (DTSTART)." })
  startsAt!: Date

  @Field(() => DateScalar, { description: "The last day by the rule." })
  until!: string

  @Field(() => HolidayPolicy, { description: "What became of lessons on public holidays." })
  holidays!: domain.HolidayPolicy

  @Field(() => Int, { description: "Counts the edits of the series as a whole." })
  version!: number

  organiserId!: string
  organiserPath!: string
  splitFromId!: string | null
}
