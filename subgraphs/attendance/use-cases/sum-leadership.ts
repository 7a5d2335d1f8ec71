import { type LeadershipSums, leadershipSums } from "../domain/leadership.ts"
import { addSums, type Sums } from "../domain/report-groups.ts"
import type { ListSources, ReportGround } from "./find-report-ground.ts"

const AT_ONCE = 1_000

/** Add up how every organisation of a subtree is led; null where none is. */
export async function sumLeadership({ leaderships }: Pick<ListSources, "leaderships">, { subtree }: ReportGround): Promise<LeadershipSums | null> {
  let [sums, after]: [Sums | null, string | null] = [null, null]
  for (;;) {
    const lines = await leaderships.findLines(subtree, after, AT_ONCE)
    for (const line of lines) sums = addSums(sums ?? {}, leadershipSums(line, subtree.day))
    after = lines.at(-1)?.path ?? after
    if (lines.length < AT_ONCE) return sums as LeadershipSums | null
  }
}
