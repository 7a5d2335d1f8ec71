import type { Affected, Telling } from "../data/notice.writer.ts"
import type { SchedulingWriters } from "../data/scheduling.writer.ts"

/**
 * Do something to many lessons and tell each person of it once: what would be told of each lesson is kept back, and told of all together when the work is done and
 * was not refused. Subscribers are told of each lesson as before.
 *
 * Gives what the work gave, and how many were told (persons), each once.
 */
export async function tellOnce<Done extends { ok: boolean }>(
  writers: SchedulingWriters,
  work: (quiet: SchedulingWriters) => Promise<Done>,
): Promise<{ result: Done; affected: Affected }> {
  const kept: Telling[] = []
  const keep = async (telling: Telling): Promise<Affected> => {
    kept.push(telling)
    return Promise.resolve({ members: 0, teachers: 0 })
  }
  const notices: SchedulingWriters["notices"] = {
    ...writers.notices,
    tellAll: keep,
    tell: async (told, only) => void (await keep({ ...told, only })),
  }
  const result = await work({ ...writers, notices })
  const [affected] = result.ok ? await writers.notices.tellMany(kept, "TOGETHER") : []
  return { result, affected: affected ?? { members: 0, teachers: 0 } }
}
