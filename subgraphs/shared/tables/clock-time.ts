/** A time of the day as it was read: minutes since midnight, 0 to 1440. */
export type ReadTime = { ok: true; minute: number } | { ok: false; code: string; message: string }

const DAY = 1440

/**
 * Read a time of the day in the ways in which plans write one: 14:00, 14：00, 14点, 14时30分, 下午2:30, 2:30 PM, the fraction of a day that a
 * spreadsheet keeps (0.583333). 24:00 is the end of the day. A bare number (14) is a question: it could be anything.
 */
export function readTime(typed: string): ReadTime {
  const text = typed.normalize("NFKC").replace(/\s/gu, "").toLowerCase()
  if (/^0?\.\d+$/.test(text)) return checked(text, Math.round(Number(text) * DAY))
  const half = /^(凌晨|早上|上午|中午|下午|晚上|am|pm)?(.*?)(am|pm)?$/.exec(text)
  const clock = /^(\d{1,2})(?::|点|时)(?:(\d{1,2})(?::\d{2}|分)?|(半))?$/.exec(half?.[2] ?? "")
  if (!clock) return { ok: false, code: "UNCLEAR_TIME", message: `"${typed.slice(0, 30)}" is no time that can be read for certain. Write it like 14:00.` }
  const [hours, minutes] = [Number(clock[1]), clock[3] ? 30 : Number(clock[2] ?? 0)]
  const part = half?.[1] ?? half?.[3]
  const isAfternoon = part === "下午" || part === "晚上" || part === "pm" || (part === "中午" && hours < 11)
  if (minutes > 59) return checked(text, DAY + 1)
  return checked(text, (isAfternoon && hours < 12 ? hours + 12 : hours) * 60 + minutes)
}

function checked(text: string, minute: number): ReadTime {
  return minute >= 0 && minute <= DAY ? { ok: true, minute } : { ok: false, code: "NO_SUCH_TIME", message: `There is no time "${text.slice(0, 30)}".` }
}
