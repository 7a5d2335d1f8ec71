import { BadInput } from "../../shared/errors.ts"
import { requireId, toTypeId } from "../../shared/typeid.ts"
import type { PathRange } from "../../shared/viewer.ts"
import { subtreeOf } from "../../shared/viewer.ts"
import type { AttendanceContext } from "../context.ts"
import { mayVerify, verifiedSubtrees } from "../domain/ledger.policy.ts"
import type { LedgerVerification } from "../domain/ledger-verification.ts"

type Context = Pick<AttendanceContext, "viewer" | "now" | "today" | "ledger">

const FIRST_YEAR = 2000

/**
 * Verify the ledger: every seal follows the one before, every row is what was sealed of it, and none is missing or was put in.
 *
 * The structure is always read whole, for a ledger has no halves; the rows' contents are read where the viewer audits, and in one organisation's subtree or
 * one year when so asked. Null for whoever does not audit there, as for an organisation that is not there. One verification goes on at a time, as it
 * reads everything; a few may wait.
 *
 * @throws {BadInput} for a malformed id, a year before 2000 or after the next, and when many wait already.
 */
export async function verifyLedger(context: Context, asked: { organisationId: string | null; year: number | null }): Promise<LedgerVerification | null> {
  const { ledger, now, today } = context
  const { year } = asked
  const latest = Number(today.slice(0, 4)) + 1
  if (year !== null && (year < FIRST_YEAR || year > latest)) {
    throw new BadInput("year", `Argument \`year\` must be between ${FIRST_YEAR} and ${latest}, but is ${year}.`)
  }
  const subtrees = await subtreesOf(context, asked.organisationId)
  if (subtrees === null || subtrees.length === 0) return null
  const paths = (await ledger.isEverything(subtrees)) ? null : subtrees
  const started = performance.now()
  const reading = await ledger.turns(() => ledger.verification.read({ paths, year }))
  if (!reading) throw new BadInput("organisation", "The ledger is being verified for others, and more are waiting; ask again in a minute.")
  const { first } = reading
  return {
    intact: first === null,
    entries: reading.rows,
    unsealed: reading.unsealed,
    seals: reading.seals,
    firstBroken: first && { id: first.row ? toTypeId(first.row.table ?? "entry", first.row.id) : `seal-${first.seal}`, position: first.position },
    problem: first && first.problem,
    root: reading.head,
    headMatches: reading.headMatches,
    verifiedAt: now(),
    seconds: Math.round(performance.now() - started) / 1000,
  }
}

async function subtreesOf({ viewer, ledger }: Context, organisationId: string | null): Promise<PathRange[] | null> {
  if (organisationId === null) return verifiedSubtrees(viewer)
  const path = await ledger.findPlace(requireId("organisation", organisationId, "organisation"))
  return path !== null && mayVerify(viewer, path) ? [subtreeOf(path)] : null
}
