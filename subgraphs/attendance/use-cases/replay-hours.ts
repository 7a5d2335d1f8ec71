import { requireId, toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { type Difference, differencesOf } from "../domain/replay.ts"
import type { YearAccount } from "../domain/year-account.ts"
import { reckonYear } from "../domain/year-reckoning.ts"
import { readHours } from "./read-hours.ts"

/** What came of a replay; without differences the account is what its facts and its rules say. */
export type Replay = { stored: YearAccount; credited: number | null; differences: Difference[] }

/**
 * Reckon somebody's year again, from the facts of the ledger and under the rule set that judged it, and compare; nothing is written. Null where nothing is kept
 * of the year, or the viewer may not read it.
 *
 * @throws {BadInput} for an id that is none, and for a year before 2000 or after the next.
 */
export async function replayHours(
  context: Pick<AttendanceContext, "loaders" | "today" | "hourGrounds">,
  asked: { member: string; year: number },
): Promise<Replay | null> {
  const { hourGrounds, today } = context
  const memberId = requireId("member", asked.member, "member")
  const stored = await readHours(context, { memberId, year: asked.year })
  if (!stored) return null
  const [uuid, ruleSetUuid] = [toUuid("member", memberId), toUuid("rules", stored.ruleSetId)]
  const [facts, standings, sets] = await Promise.all([
    hourGrounds.findFacts([uuid], `${asked.year}-01-01`, `${asked.year}-12-31`),
    hourGrounds.findStandings([uuid]),
    hourGrounds.findRuleSets([], [ruleSetUuid]),
  ])
  const standing = standings.get(uuid)
  const own = sets.map((set) => ({ ...set, organisationPath: null, effectiveFrom: "0001-01-01", effectiveTo: null }))
  const sum = standing ? reckonYear({ facts: facts.get(uuid) ?? [], standing, keptRuleSetId: ruleSetUuid }, asked.year, today, own) : null
  if (sum === null) return { stored, credited: null, differences: [{ field: "role", stored: stored.role, recomputed: "none" }] }
  return { stored, credited: sum.credited, differences: differencesOf(stored, sum) }
}
