import { sendFile } from "./files.ts"
import type { Stack } from "./stack.ts"
import type { Place, Thing } from "./things.ts"
import type { World } from "./world.ts"

type Kind = "LESSON_PLAN" | "TEACHERS" | "VENUES"
type Problem = { column: string; code: string; message: string; severity: string; candidates: string[] }
export type LessonPreview = {
  __typename: "LessonImportPreview"
  id: string
  kind: Kind
  encoding: string
  rowsRead: number
  toCreate: number
  toUpdate: number
  unchanged: number
  warnings: number
  errors: number
  ignoredColumns: string[]
  errorFileUrl: string | null
  committedAt: string | null
  rows: { totalCount: number; nodes: { line: number; fate: string; problems: Problem[] }[] }
}
export type Answered = { __typename: string; message?: string; rows?: { line: number; problems: Problem[] }[]; fields?: { path: string; message: string }[] }

export const PREVIEW_FIELDS = `id kind encoding rowsRead toCreate toUpdate unchanged warnings errors ignoredColumns errorFileUrl committedAt
  rows(first: 100) { totalCount nodes { line fate problems { column code message severity candidates } } }`
const PREVIEW = `mutation ($input: PreviewLessonImportInput!) { answer: previewLessonImport(input: $input) {
  __typename ... on LessonImportPreview { ${PREVIEW_FIELDS} } ... on UnreadableFile { message } ... on NotAllowed { message } ... on InvalidInput { message fields { path message } } } }`
const COMMIT = `mutation ($input: CommitLessonImportInput!) { answer: commitLessonImport(input: $input) {
  __typename ... on ImportCommitted { created updated unchanged skipped } ... on PreviewStale { message } ... on NotAllowed { message }
  ... on ImportClash { message rows { line problems { column code message } } } ... on InvalidInput { message fields { path message } } } }`

/** What a world can do with files for courses, as those who plan do it. */
export function lessonImportsIn(stack: Stack, world: World) {
  const preview = async (
    subject: string,
    place: Place,
    content: string | Uint8Array,
    kind: Kind = "LESSON_PLAN",
    sender = subject,
  ): Promise<Answered | LessonPreview> => {
    const { body } = await sendFile(stack, sender, content, "课程安排表.csv", "?for=courses")
    const input = { file: body.id, organisation: place.id, kind }
    return (await (await stack.as(subject)).request<{ answer: Answered }>(PREVIEW, { input })).answer
  }
  return {
    preview,
    sql: async (text: string, ...values: unknown[]) => (await world.client.query(text, values)).rows,
    async read(subject: string, place: Place, content: string | Uint8Array, kind: Kind = "LESSON_PLAN"): Promise<LessonPreview> {
      const answer = await preview(subject, place, content, kind)
      if (answer.__typename !== "LessonImportPreview") throw new Error(JSON.stringify(answer))
      return answer as LessonPreview
    },
    async commit(subject: string, id: string, more: object = {}): Promise<Answered> {
      return (await (await stack.as(subject)).request<{ answer: Answered }>(COMMIT, { input: { preview: id, ...more } })).answer
    },
    async community() {
      const place = await world.organisation(world.street, { name: "向阳社区党总支", kind: "GENERAL_BRANCH", level: "COMMUNITY" })
      const first = await world.organisation(place, { name: "向阳社区第一党支部" })
      const second = await world.organisation(place, { name: "向阳社区第二党支部" })
      return { place, first, second, subject: await world.staff("COORDINATOR", place) }
    },
    async trainingClass(at: Place, name: string, year: number): Promise<Thing> {
      const row = { organisation_id: at.uuid, organisation_path: at.path, level: "COMMUNITY", year, name, starts_on: `${year}-01-01`, ends_on: `${year}-12-31` }
      const uuid = await world.insert("courses.training_class", { ...row, planned_places: 50, hours: 32 })
      return { uuid, id: uuid }
    },
  }
}

/** What a preview says of cells, in short: "4 地点 PLACE_IN_WORDS". */
export function saidIn({ rows }: LessonPreview): string[] {
  return rows.nodes.flatMap(({ line, problems }) => problems.map(({ column, code }) => `${line} ${column} ${code}`))
}

export function fatesIn({ rows }: LessonPreview): string[] {
  return rows.nodes.map(({ fate }) => fate)
}

/** Headings of the small plans that tests write. */
export const PLAN_HEAD = "课次编号,课程名称,课程类别,授课形式,主讲人,主讲人单位及职务,日期,开始,结束,学时,地点,容量,培训对象,应到,主办,备注\r\n"
export type Cells = Partial<
  Record<
    | "code"
    | "name"
    | "category"
    | "mode"
    | "teachers"
    | "unit"
    | "day"
    | "from"
    | "to"
    | "hours"
    | "venue"
    | "capacity"
    | "audience"
    | "expected"
    | "organiser"
    | "remark",
    string
  >
>
const USUAL: Required<Cells> = {
  code: "",
  name: "专题辅导",
  category: "集中培训",
  mode: "面授",
  teachers: "",
  unit: "",
  day: "2026-12-01",
  from: "09:00",
  to: "11:00",
  hours: "2",
  venue: "",
  capacity: "",
  audience: "",
  expected: "",
  organiser: "",
  remark: "",
}

/** A plan of lessons that are usual but for the cells given. */
export function planOf(...rows: Cells[]): string {
  return PLAN_HEAD + rows.map((cells) => `${Object.values({ ...USUAL, ...cells }).join(",")}\r\n`).join("")
}
