import { type InvalidInput, type NotAllowed, type Result, done, notAllowed, refused } from "../../shared/result.ts"
import { sqlStateOf } from "../../shared/sql-state.ts"
import { requireId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import type { RosterBody, RosterImportWriter } from "../data/roster-import.writer.ts"
import type { LetterBody, TransferImportWriter } from "../data/transfer-import.writer.ts"
import type { ImportPreview } from "../domain/import.ts"
import { mayKeepRecords } from "../domain/people.policy.ts"

export type PreviewStale = { kind: "PreviewStale"; message: string }
export type CommittedImport = { created: number; updated: number; unchanged: number; skipped: number }

const UNIQUE_VIOLATION = "23505"

/**
 * Do what a preview says, exactly that, all of it or nothing, and once. Its rows with errors are left out.
 *
 * Refused as stale when somebody whom it is about was changed, entered or moved since it was made, when a branch is no more, and
 * when the same file was committed in this place before. Of several who commit at once one does.
 */
export async function commitImport(
  { viewer, dayOf, loaders, change, imports }: Pick<PeopleContext, "viewer" | "dayOf" | "loaders" | "change" | "imports">,
  input: { preview: string; clientMutationKey?: string | null },
): Promise<Result<CommittedImport, NotAllowed | InvalidInput | PreviewStale>> {
  const preview = await imports.findPreview(requireId("input.preview", input.preview, "import"))
  const place = preview && (await loaders.readablePlaceById.load(preview.organisationId))
  if (!preview || !place || !mayKeepRecords(viewer, place.path)) return notAllowed("There is no such preview for you, or it has expired.")
  try {
    return await change({ mutation: "commitImport", input }, async ({ importPreviews, rosterImports, transferImports }) => {
      const taken = await importPreviews.take(preview.id)
      if (taken === null) return stale("The preview has expired. Make a new one.")
      if (taken === "BUSY") return stale("This file is being committed now.")
      const committed = await importPreviews.findCommitted(taken)
      if (committed) return stale(committedOn(dayOf(committed), taken))
      await importPreviews.markCommitted(taken.id)
      const isDone =
        taken.kind === "MEMBER_ROSTER"
          ? await writeRoster(rosterImports, importPreviews.readRows<RosterBody>(taken.id))
          : await writeLetters(rosterImports, transferImports, importPreviews.readRows<LetterBody>(taken.id))
      return isDone ? done(countsOf(taken)) : stale(CHANGED)
    })
  } catch (error) {
    if (sqlStateOf(error)?.code === UNIQUE_VIOLATION) return stale(CHANGED)
    throw error
  }
}

/** A file is committed once. What it left out comes again as a file of its own, which the error file is once it is corrected. */
function committedOn(day: string, { committedAt, toCreate, toUpdate, errors }: ImportPreview): string {
  const isDone = errors + (committedAt ? 0 : toCreate + toUpdate) === 0
  return `This file was committed here on ${day}. ${isDone ? "Nothing is left to do." : "Send the rows that were left out as a file of their own."}`
}

const CHANGED = "Somebody or something that the preview is about was changed since. Make a new one."

async function writeRoster(writer: RosterImportWriter, parts: AsyncIterable<Parameters<RosterImportWriter["create"]>[0]>): Promise<boolean> {
  for await (const rows of parts) {
    const [created, updated] = [rows.filter(({ fate }) => fate === "CREATE"), rows.filter(({ fate }) => fate === "UPDATE")]
    if (!(await writer.areAsTheyWere(rows)) || !(await writer.branchesStand(rows))) return false
    if (created.length > 0 && !(await writer.create(created))) return false
    if (updated.length > 0) await writer.update(updated)
  }
  return true
}

/** The people of letters must be as they were; a number that was entered meanwhile breaks a unique key. */
async function writeLetters(
  { areAsTheyWere }: RosterImportWriter,
  writer: TransferImportWriter,
  parts: AsyncIterable<Parameters<TransferImportWriter["create"]>[0]>,
): Promise<boolean> {
  for await (const rows of parts) {
    if (!(await areAsTheyWere(rows.map((row) => ({ ...row, body: { branch: null, values: null, floating: null } }))))) return false
    await writer.create(rows.filter(({ fate }) => fate === "CREATE"))
  }
  return true
}

function countsOf({ toCreate, toUpdate, unchanged, errors }: ImportPreview): CommittedImport {
  return { created: toCreate, updated: toUpdate, unchanged, skipped: errors }
}

function stale(message: string): { ok: false; refusal: PreviewStale } {
  return refused({ kind: "PreviewStale", message })
}
