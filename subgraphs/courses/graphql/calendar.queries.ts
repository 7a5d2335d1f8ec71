import { Args, ArgsType, Ctx, Field, Query, Resolver } from "type-graphql"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { CoursesContext } from "../context.ts"
import { readCalendar } from "../use-cases/read-calendar.ts"
import { OfficialCalendar } from "./calendar.type.ts"

@ArgsType()
class CalendarArgs {
  @Field(() => DateScalar, { description: "The first day." })
  from!: string

  @Field(() => DateScalar, { description: "The last day, included; at most 400 days are answered." })
  to!: string
}

@Resolver()
export class CalendarQueries {
  @Query(() => OfficialCalendar, {
    nullable: true,
    description: "日历: holidays and the weekends worked for them, for whoever is signed in. A year that is not known yet is named, never guessed.",
  })
  calendar(@Args(() => CalendarArgs) args: CalendarArgs, @Ctx() context: CoursesContext): OfficialCalendar {
    const { days, ...known } = readCalendar(context, args)
    return { ...known, days: days.map((day) => ({ ...day, fallsOn: day.day })) } as OfficialCalendar
  }
}
