import type { Acted } from "./acts.ts"
import { actsOf } from "./acts.ts"
import type { Stack } from "./stack.ts"
import type { Place } from "./things.ts"
import type { World } from "./world.ts"

export type ExportSeen = {
  id: string
  state: string
  rows: number
  total: number
  progress: number
  url: string | null
  expiresAt: string | null
  digest: string | null
  sha256: string | null
  watermark: string
  failure: string | null
  bytes: number | null
}

export const EXPORT_FIELDS = "id state rows total progress url expiresAt digest sha256 watermark failure bytes"

/** Ask for exports of the log of who pulled what, which needs no ground but its lines, and look at what became of them. */
export function exportsIn(stack: Stack, world: World) {
  const act = actsOf(stack)
  const start = async (subject: string, at: Place, input: object = {}): Promise<Acted> =>
    act(
      subject,
      "startExport",
      { report: "ACCESS_LOG", format: "CSV", organisation: at.id, from: "2026-01-01", to: "2026-12-31", purpose: "2026年度核查", ...input },
      `... on ExportStarted { export { ${EXPORT_FIELDS} } } ... on TooManyRows { message rows limit } ... on TooManyExports { message limit }`,
    )
  const look = async (subject: string, id: string): Promise<ExportSeen | null> =>
    (await (await stack.as(subject)).request<{ export: ExportSeen | null }>(`query ($id: ID!) { export(id: $id) { ${EXPORT_FIELDS} } }`, { id })).export
  return {
    start,
    look,
    /** Ask for one that must be begun; gives its id. */
    async started(subject: string, at: Place, input: object = {}): Promise<string> {
      const answer = await start(subject, at, input)
      if (answer.__typename !== "ExportStarted") throw new Error(JSON.stringify(answer))
      return (answer["export"] as ExportSeen).id
    },
    cancel: (subject: string, id: string) =>
      act(subject, "cancelExport", { export: id }, `... on ExportCancelled { export { ${EXPORT_FIELDS} } } ... on InvalidState { state }`),
    /** Wait until it has come to its end. */
    async ended(subject: string, id: string): Promise<ExportSeen> {
      for (const end = Date.now() + 60_000; Date.now() < end;) {
        const seen = await look(subject, id)
        if (seen && !["WAITING", "RUNNING"].includes(seen.state)) return seen
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      throw new Error("the export came to no end")
    },
    /** Write lines of the log: so many reads of a place in March 2026, a minute apart. */
    async lines(at: Place, many: number): Promise<void> {
      await world.client.query(
        `INSERT INTO attendance.access_log (id, at, account_id, account_name, role, purpose, operation, organisation_id, organisation_path, subjects, row_count, sensitive_fields)
         SELECT uuidv7(), timestamptz '2026-03-01 00:00:00+08' + n * interval '1 second', gen_random_uuid(), '审计员' || n, 'AUDITOR', '=核查', 'query HOURS_DETAIL', $1, $2, '{}', n, '{}'
         FROM generate_series(1, $3::int) AS n`,
        [at.uuid, at.path, many],
      )
    },
  }
}
