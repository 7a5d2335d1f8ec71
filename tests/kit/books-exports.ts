import { appUrlsFrom } from "../../prisma/setup.ts"
import { createSealWriter } from "../../subgraphs/attendance/data/seal.writer.ts"
import { sealLedger } from "../../subgraphs/attendance/use-cases/seal-ledger.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { type Acted, actsOf } from "./acts.ts"
import { exportsIn } from "./exports.ts"
import { NOW, type Stack } from "./stack.ts"
import type { Person, Place } from "./things.ts"
import { hoursIn } from "./world-hours.ts"
import type { World } from "./world.ts"

const FIELDS = "id content report reports format state rows total progress digest sha256 bytes fileName url watermark failure"
const STARTED = (success: string) => `... on ${success} { export { ${FIELDS} } } ... on TooManyExports { message limit }`

/** Ask for a year's books to be handed out whole, and look at what became of it. */
export function booksExportsIn(stack: Stack, world: World) {
  const act = actsOf(stack)
  const exports = exportsIn(stack, world)
  const asked = { year: 2025, purpose: "年度审计" }
  const startPackage = (subject: string, at: Place, input: object = {}): Promise<Acted> =>
    act(subject, "startAuditPackage", { organisation: at.id, ...asked, ...input }, STARTED("AuditPackageStarted"))
  const startData = (subject: string, at: Place, standard: string, input: object = {}): Promise<Acted> =>
    act(subject, "startDataExport", { organisation: at.id, standard, ...asked, ...input }, STARTED("DataExportStarted"))
  return {
    ...exports,
    startPackage,
    startData,
    /** All that is said of one. */
    async seen(subject: string, id: string): Promise<Record<string, unknown> | null> {
      const document = `query ($id: ID!) { export(id: $id) { ${FIELDS} year asOf organisation { id } } }`
      return (await (await stack.as(subject)).request<{ export: Record<string, unknown> | null }>(document, { id })).export
    },
    /** The id of one that must have begun. */
    async begun(answer: Promise<Acted>): Promise<string> {
      const { export: started, ...rest } = await answer
      if (!started) throw new Error(JSON.stringify(rest))
      return (started as { id: string }).id
    },
  }
}

/** Write a year of books at a place: a branch with people, what they attended, their accounts, and the seals over it. */
export async function yearOfBooks(stack: Stack, world: World, ownerUrl: string, at: Place): Promise<{ branch: Place; people: Person[] }> {
  const hours = hoursIn(world)
  await hours.rules()
  const branch = await world.organisation(at)
  const people = [await world.member(branch, { name: "王春梅" }), await world.member(branch), await world.member(branch)]
  for (const day of ["2025-02-03", "2025-05-06"]) {
    const lesson = await hours.heldLesson(branch, `${day}T09:00:00+08:00`, { hours: 4 })
    for (const person of people) await hours.fact(person, lesson)
  }
  await actsOf(stack)(await world.staff("ADMIN", world.city), "recalculateHours", { organisation: branch.id, year: 2025 })
  const sealing = openDatabase(appUrlsFrom(ownerUrl, {}).attendance, { name: "sealing", connections: 1, onError: () => undefined })
  await sealLedger({ seals: createSealWriter(sealing, () => NOW), heads: null }, new AbortController().signal)
  await sealing.close()
  return { branch, people }
}

/** Give a person so many facts more in 2025, each of a lesson of its own. */
export async function manyFacts(world: World, person: Person, many: number): Promise<void> {
  await world.client.query(
    `INSERT INTO attendance.entry (id, lesson_id, member_id, state, category, minutes, planned_hours, held_on, occurred_at, recorded_at, source, is_make_up)
     SELECT uuidv7(), gen_random_uuid(), $1, 'PRESENT', 'PARTY_LECTURE', 60, 1, '2025-06-01', '2025-06-01 09:00+08', '2025-06-01 12:00+08', 'RECORDER', false FROM generate_series(1, $2::int)`,
    [person.uuid, many],
  )
}

/** All bytes of a stream; none of one that is not there. */
export async function wholeOf(bytes: AsyncIterable<Uint8Array | string> | null | undefined): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of bytes ?? []) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}
