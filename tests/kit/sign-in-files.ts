import { sendFile } from "./files.ts"
import type { Stack } from "./stack.ts"
import type { Thing } from "./things.ts"
import type { World } from "./world.ts"

type Problem = { column: string; code: string; severity: string; message: string; candidates: string[] }
export type SignInRow = {
  line: number
  column: number
  number: number | null
  outcome: string
  writtenName: string
  says: string | null
  arrivedAt: string | null
  leftAt: string | null
  member: { id: string } | null
  problems: Problem[]
}
export type SignInPreview = {
  __typename: string
  message?: string
  state?: string
  id: string
  encoding: string
  rowsRead: number
  ok: number
  warnings: number
  errors: number
  problems: Problem[]
  errorFileUrl: string | null
  rows: { totalCount: number; nodes: SignInRow[] }
}
export type Committed = {
  __typename: string
  message?: string
  state?: string
  alreadyCommitted?: boolean
  recorded?: number
  unchanged?: number
  walkIns?: number
  notSigned?: number
  skipped?: number
  sheet?: { expected: number; present: number; onLeave: number; absent: number; unmarked: number }
}

export const SIGN_IN_FIELDS = `id encoding rowsRead ok warnings errors problems { column code severity message } errorFileUrl
  rows(first: 100) { totalCount nodes { line column number outcome writtenName says arrivedAt leftAt member { id } problems { column code severity message candidates } } }`
const REFUSALS = "... on NotAllowed { message } ... on InvalidState { message state } ... on InvalidInput { message }"
const PREVIEW = `mutation ($input: PreviewSheetImportInput!) { answer: previewSheetImport(input: $input) { __typename
  ... on SheetImport { ${SIGN_IN_FIELDS} } ... on UnreadableFile { message } ${REFUSALS} } }`
const COMMIT = `mutation ($input: CommitSheetImportInput!) { answer: commitSheetImport(input: $input) { __typename
  ... on SheetImportCommitted { alreadyCommitted recorded unchanged walkIns notSigned skipped sheet { expected present onLeave absent unmarked } }
  ... on PreviewStale { message } ${REFUSALS} } }`

/** Headings of the small sheets that tests write. */
export const SIGN_IN_HEAD = "序号,姓名,所在党支部,手机后四位,签到时间,签到签名,签退时间,签退签名,备注\r\n"

/** What a world can do with files of sign-in sheets, as those who record do it. */
export function signInFilesIn(stack: Stack, world: World) {
  const preview = async (
    subject: string,
    lesson: Thing,
    content: string | Uint8Array,
    { sender = subject, name = "签到表.csv" } = {},
  ): Promise<SignInPreview> => {
    const { body } = await sendFile(stack, sender, content, name, "?for=attendance")
    return (await (await stack.as(subject)).request<{ answer: SignInPreview }>(PREVIEW, { input: { lesson: lesson.id, file: body.id } })).answer
  }
  return {
    preview,
    async read(subject: string, lesson: Thing, content: string | Uint8Array): Promise<SignInPreview> {
      const answer = await preview(subject, lesson, content)
      if (answer.__typename !== "SheetImport") throw new Error(JSON.stringify(answer))
      return answer
    },
    commit: async (subject: string, id: string): Promise<Committed> =>
      (await (await stack.as(subject)).request<{ answer: Committed }>(COMMIT, { input: { import: id } })).answer,

    /** Make a lesson's sheet one of another time: of this day, between these hours. */
    async heldAt(lesson: Thing, day: string, from: string, to: string, more: { code?: string; title?: string } = {}): Promise<void> {
      const [startsAt, endsAt] = [from, to].map((time) => new Date(`${day}T${time}:00+08:00`)) as [Date, Date]
      const periods = JSON.stringify([{ startsAt: startsAt.toISOString().replace(".000", ""), endsAt: endsAt.toISOString().replace(".000", "") }])
      await world.client.query("UPDATE attendance.sheet SET held_on = $2, starts_at = $3, ends_at = $4, periods = $5 WHERE lesson_id = $1", [
        lesson.uuid,
        day,
        startsAt,
        endsAt,
        periods,
      ])
      await world.client.query("UPDATE courses.lesson SET code = $2, title = coalesce($3, title) WHERE id = $1", [
        lesson.uuid,
        more.code ?? null,
        more.title ?? null,
      ])
    },
  }
}

/** What a preview says of cells, in short: "4 张伟 AMBIGUOUS_PERSON". */
export function saidOf({ rows }: SignInPreview): string[] {
  return rows.nodes.flatMap(({ line, writtenName, problems }) => problems.map(({ code }) => `${line} ${writtenName} ${code}`))
}
