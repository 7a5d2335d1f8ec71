import { GraphQLScalarType } from "graphql"
import { GraphQLDateTimeISO, GraphQLLocalDate } from "graphql-scalars"
import { instantIn } from "../calendar.ts"

/** A calendar day, held as text. */
export const DateScalar = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  name: "Date",
  description: "A calendar day in the city, without a time: `2026-11-23`.",
  extensions: {},
})

/** The zone in which instants are answered; set once, when the program starts. */
let cityZone = "Asia/Shanghai"

export function answerTimesIn(timeZone: string): void {
  cityZone = timeZone
}

/** An instant, held as a Date, read with any offset and answered with the city's. */
export const DateTimeScalar = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: "DateTime",
  description: "An instant in RFC 3339 with an offset: `2026-11-23T09:00:00+08:00`. Any offset is read; the city's is answered.",
  serialize: (value) => instantIn(value instanceof Date ? value : new Date(String(value)), cityZone),
  extensions: {},
})
