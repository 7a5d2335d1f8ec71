import type { City, Staff } from "./city.ts"
import { chanceOf } from "./random.ts"

const SUMMARIES = ["传达上级文件精神，学员结合本社区实际讨论，明确下一步服务事项。", "授课人围绕主题讲解，党员代表发言，会后布置自学内容和检查时间。"] as const

/** Write who led a lesson, who recorded it and what was said: nearly always, sometimes not, as inspectors find it. */
export function elementsOf(
  city: City,
  lesson: { id: string },
  { RECORDER, SECRETARY }: Staff,
): [host: string | null, recorder: string | null, summary: string | null] {
  const chance = chanceOf("elements", city.seed, lesson.id)
  const dice = chance.next()
  return [dice < 0.02 ? null : SECRETARY.name, dice > 0.985 ? null : RECORDER.name, dice > 0.5 && dice < 0.53 ? "已学习" : chance.pick(SUMMARIES)]
}

/** What is odd about how a lesson's marks were written, as inspectors find it: one lesson in some hundreds. */
export type Oddity = "BATCH" | "ROUND" | "EQUAL" | "EARLY" | "DEVICE" | null

/** Say what is odd about a lesson that was held: marks written together days later, at round times or with equal minutes; scans long before the start, or by one device. */
export function oddityOf(seed: number, id: string, source: string): Oddity {
  const dice = chanceOf("oddity", seed, id).below(600)
  if (source === "CODE") return dice < 3 ? "EARLY" : dice < 12 ? "DEVICE" : null
  if (source === "ONLINE") return null
  return dice < 4 ? "BATCH" : dice < 8 ? "ROUND" : dice < 12 ? "EQUAL" : null
}
