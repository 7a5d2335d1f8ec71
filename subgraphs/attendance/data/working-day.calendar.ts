import { createRequire } from "node:module"

// The data alone: the package's own functions are a day off wherever the process runs west of Greenwich.
const { holidays, workdays } = createRequire(import.meta.url)("chinese-days/dist/chinese-days.json") as Record<"holidays" | "workdays", Record<string, string>>
const DAY_MS = 86_400_000
const LONGEST_DAYS = 1_000

/** Say whether a day is worked: by the State Council's arrangement where the year's is known, Monday to Friday otherwise. */
function isWorked(day: string): boolean {
  if (workdays[day] !== undefined) return true
  return holidays[day] === undefined && new Date(`${day}T00:00:00Z`).getUTCDay() % 6 !== 0
}

/** Count the days after one local day up to another, both as YYYY-MM-DD: all of them, or only those that are worked. Beyond a thousand days all count. */
export function daysBetween(from: string, to: string, areWorked: boolean): number {
  const [first, last] = [Date.parse(from), Date.parse(to)]
  const days = Math.max(0, Math.round((last - first) / DAY_MS))
  if (!areWorked || days > LONGEST_DAYS) return days
  let worked = 0
  for (let at = first + DAY_MS; at <= last; at += DAY_MS) if (isWorked(new Date(at).toISOString().slice(0, 10))) worked += 1
  return worked
}
