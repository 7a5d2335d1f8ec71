import type { MonthFigures } from "./chart.ts"

/** Somebody's year, month by month: what is asked, and the hundredths of an hour that each day earned. */
export type PersonProgress = { required: number; earned: readonly { heldOn: string; hundredths: number }[] }

/**
 * Add people to what stands at the end of each month. What was earned before the year, by training that went on over New Year, counts from January on.
 */
export function withPeople(months: readonly MonthFigures[], year: number, people: readonly PersonProgress[]): MonthFigures[] {
  const first = `${year}-01-01`
  const ends = people.map(({ required, earned }) => {
    const byMonth = Array<number>(13).fill(0)
    for (const { heldOn, hundredths } of earned) {
      const month = heldOn < first ? 1 : Number(heldOn.slice(5, 7))
      byMonth[month] = (byMonth[month] ?? 0) + hundredths
    }
    let sum = 0
    return { required, sums: byMonth.map((hundredths) => (sum += hundredths)) }
  })
  const asked = people.reduce((sum, { required }) => sum + required, 0)
  return months.map((one) => {
    const at = (sums: readonly number[]) => sums[one.month] ?? 0
    return {
      month: one.month,
      people: one.people + people.length,
      required: one.required + asked,
      reached: one.reached + ends.filter(({ required, sums }) => at(sums) >= Math.round(required * 100)).length,
      credited: one.credited + ends.reduce((sum, { sums }) => sum + at(sums), 0) / 100,
    }
  })
}
