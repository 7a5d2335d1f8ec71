import { GraphQLError, GraphQLScalarType } from "graphql"
import { GraphQLDateTimeISO, GraphQLLocalDate } from "graphql-scalars"
import { instantIn } from "../calendar.ts"

const FIRST_YEAR = 1900
const LAST_YEAR = 2999

/** Refuse years that are slips of the pen: the database would take some of them and fail on others. */
function inReach<Value extends string | Date>(value: Value): Value {
  const year = typeof value === "string" ? Number(value.slice(0, 4)) : value.getUTCFullYear()
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return value
  throw new GraphQLError(`The year must be between ${FIRST_YEAR} and ${LAST_YEAR}, but is ${year}.`, { extensions: { code: "BAD_USER_INPUT" } })
}

const localDate = GraphQLLocalDate.toConfig()

/** A calendar day, held as text. */
export const DateScalar = new GraphQLScalarType<string, string>({
  ...localDate,
  name: "Date",
  description: "A calendar day in the city, without a time, in the years 1900 to 2999: `2026-11-23`.",
  parseValue: (value) => inReach(localDate.parseValue(value)),
  parseLiteral: (node, variables) => inReach(localDate.parseLiteral(node, variables)),
  extensions: {},
})

/** The zone in which instants are answered; set once, when the program starts. */
let cityZone = "Asia/Shanghai"

export function answerTimesIn(timeZone: string): void {
  cityZone = timeZone
}

const dateTime = GraphQLDateTimeISO.toConfig()

/** An instant, held as a Date, read with any offset and answered with the city's. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  ...dateTime,
  parseValue: (value) => inReach(dateTime.parseValue(value)),
  parseLiteral: (node, variables) => inReach(dateTime.parseLiteral(node, variables)),
  name: "DateTime",
  description: "An instant in RFC 3339 with an offset: `2026-11-23T09:00:00+08:00`. Any offset is read; the city's is answered.",
  serialize: (value) => instantIn(value instanceof Date ? value : new Date(String(value)), cityZone),
  extensions: {},
})
