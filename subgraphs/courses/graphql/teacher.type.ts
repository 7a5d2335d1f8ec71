import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/teacher.ts"
import type { AvailabilityKind as AvailabilityWord } from "../domain/teacher-hours.ts"
import { Teacher } from "./school.type.ts"
import { WeeklyTimeInput } from "./venue.type.ts"

export const AvailabilityKind = { AVAILABLE: "AVAILABLE", PREFERRED: "PREFERRED", AVOIDED: "AVOIDED" } as const
registerEnumType(AvailabilityKind, {
  name: "AvailabilityKind",
  description: "How a time of the week suits a teacher (可授课时间).",
  valuesConfig: {
    AVAILABLE: { description: "可授课: can teach then. Who gives any such time can teach then and when they like to, at no other." },
    PREFERRED: { description: "优先: likes to teach then; by itself it binds nobody." },
    AVOIDED: { description: "尽量避开: would rather not teach then, which is a warning; where there are times 可授课, only within these." },
  },
})

@ObjectType({ description: "可授课时间: a time of the week, and how it suits the teacher.", simpleResolvers: true })
export class TeacherAvailability {
  @Field(() => Int, { description: "1 Monday to 7 Sunday." })
  weekday!: number

  @Field(() => String, { description: "When it begins, HH:mm." })
  from!: string

  @Field(() => String, { description: "When it ends, HH:mm, up to 24:00." })
  to!: string

  @Field(() => AvailabilityKind, { description: "Can, likes to, or would rather not." })
  kind!: AvailabilityWord
}

@ObjectType({ description: "请假: a time at which a teacher cannot teach.", simpleResolvers: true })
export class TeacherAbsence implements domain.Absence {
  @Field(() => ID, { description: "`absence_…`" })
  id!: string

  @Field(() => DateTimeScalar, { description: "From when on." })
  startsAt!: Date

  @Field(() => DateTimeScalar, { description: "Until when; the teacher can teach again at this instant." })
  endsAt!: Date

  @Field(() => String, { nullable: true, description: "Why; null where nobody said." })
  reason!: string | null
}

@ObjectType({ description: "What a teacher taught in one month.", simpleResolvers: true })
export class TeacherMonth {
  @Field(() => String, { description: "2026-11" })
  month!: string

  @Field(() => Int, { description: "课次: lessons." })
  lessons!: number

  @Field(() => Float, { description: "学时: study hours planned for them." })
  hours!: number

  @Field(() => Int, { description: "人次: places taken at them (person-times)." })
  personTimes!: number
}

@ObjectType({ description: "授课量: what a teacher taught or is to teach, in published and held lessons.", simpleResolvers: true })
export class TeacherLoad implements domain.TeachingLoad {
  @Field(() => Int, { description: "课次: lessons." })
  lessons!: number

  @Field(() => Float, { description: "学时: study hours planned for them." })
  hours!: number

  @Field(() => Int, { description: "人次: places taken at them (person-times, not persons)." })
  personTimes!: number

  @Field(() => [TeacherMonth], { description: "The same by month, months without lessons left out; at most 24." })
  months!: TeacherMonth[]
}

@InputType({ description: "A time of the week, and how it suits the teacher." })
export class AvailabilityInput extends WeeklyTimeInput {
  @Field(() => AvailabilityKind, { description: "Can, likes to, or would rather not." })
  kind!: AvailabilityWord
}

export const TeacherConnection = connectionOf("Teacher", () => Teacher, "teachers")
