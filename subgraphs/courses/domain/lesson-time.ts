const WEEKDAYS = "日一二三四五六"

/** Say a time as announcements do: 2026年11月25日（周三）14:30—16:30, with the second day where it ends on another. */
export function sayTime(startsAt: Date, endsAt: Date, timeZone: string): string {
  const [from, to] = [partsOf(startsAt, timeZone), partsOf(endsAt, timeZone)]
  return from.day === to.day ? `${from.day}${from.time}—${to.time}` : `${from.day}${from.time}至${to.day}${to.time}`
}

/** Say a day as announcements do: 2026年11月25日（周三）. */
export function sayDay(instant: Date, timeZone: string): string {
  return partsOf(instant, timeZone).day
}

function partsOf(instant: Date, timeZone: string): { day: string; time: string } {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "short", timeStyle: "short" })
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]))
  const [year, month, day] = ["year", "month", "day"].map((name) => Number(parts.get(name as "year")))
  const weekday = WEEKDAYS[new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day)).getUTCDay()]
  return { day: `${year}年${month}月${day}日（周${weekday}）`, time: `${parts.get("hour")}:${parts.get("minute")}` }
}
