import { Field, Int, ObjectType } from "type-graphql"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/calendar-day.ts"

@ObjectType({
  description: "A day that is not what its day of the week says: a holiday (节假日) or a weekend that is worked (调休补班).",
  simpleResolvers: true,
})
export class CalendarDay {
  @Field(() => DateScalar, { description: "Which day." })
  fallsOn!: string

  @Field(() => Boolean, { description: "工作日: it is worked, be it a Sunday." })
  isWorkday!: boolean

  @Field(() => Boolean, { description: "节假日: a day off by name, which a plain weekend is not." })
  isHoliday!: boolean

  @Field(() => Boolean, { description: "调休: it was swapped with another day, a weekend that is worked or a weekday that is off for it." })
  isInLieu!: boolean

  @Field(() => String, { description: "The festival it belongs to: 国庆节, 春节." })
  name!: string
}

@ObjectType({ description: "The State Council's arrangement of holidays (节假日安排) for a span of days.", simpleResolvers: true })
export class OfficialCalendar {
  @Field(() => Boolean, { description: "The arrangement of every year of the span is known." })
  isKnown!: boolean

  @Field(() => [Int], { description: "Years of the span whose arrangement is not known, at most 3: their days are taken for plain days of the week." })
  unknownYears!: number[]

  @Field(() => [CalendarDay], { description: "The days that are neither a plain workday nor a plain weekend, in order; at most 400." })
  days!: (domain.CalendarDay & { fallsOn: string })[]
}
