/** Write the number of the week, from 1 on, in which a day of its year is; weeks begin on Monday, the first with 1 January. `day` is an expression. */
export const weekOf = (day: string) =>
  `((extract(doy FROM ${day})::int - 1 + extract(isodow FROM make_date(extract(year FROM ${day})::int, 1, 1))::int - 1) / 7 + 1)::int`

/** Write where a day stands in a heat map, as `year`, `week` and `weekday`. */
export const WEEK = (day: string) => `extract(year FROM ${day})::int AS year, ${weekOf(day)} AS week, extract(isodow FROM ${day})::int AS weekday`
