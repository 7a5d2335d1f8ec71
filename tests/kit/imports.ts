import { print } from "graphql"
import { CommitImportDocument, type CommitImportMutation, PreviewImportDocument, type PreviewImportMutation } from "party-school-graph/operations"
import { checkCharacterOf } from "../../subgraphs/people/domain/national-id.ts"
import { sendFile } from "./files.ts"
import type { Stack } from "./stack.ts"
import type { World } from "./world.ts"

/** Headings of the small rosters that tests write. */
export const ROSTER_HEAD = "人员编号,姓名,性别,公民身份号码,民族,出生日期,学历,人员类别,所在党支部,加入党组织日期,转为正式党员日期,备注\r\n"

export type Community = Awaited<ReturnType<ReturnType<typeof importsIn>["community"]>>
type Preview = Extract<NonNullable<PreviewImportMutation["previewImport"]>, { __typename: "ImportPreview" }>

/** What a world can do with imports: a community with its books, previews and commits as its coordinator does them. */
export function importsIn(stack: Stack, world: World) {
  const sql = async (text: string, ...values: unknown[]) => (await world.client.query(text, values)).rows
  const community = async () => {
    const place = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
    const first = await world.organisation(place, { name: "向阳社区第一党支部" })
    const second = await world.organisation(place, { name: "向阳社区第二党支部" })
    return { place, first, second, subject: await world.staff("COORDINATOR", place) }
  }
  type At = Pick<Awaited<ReturnType<typeof community>>, "place" | "subject">
  const preview = async ({ place, subject }: At, content: string | Uint8Array) => {
    const { body } = await sendFile(stack, subject, content)
    const client = await stack.as(subject)
    return (await client.request<PreviewImportMutation>(print(PreviewImportDocument), { input: { file: body.id, organisation: place.id } })).previewImport
  }
  return {
    sql,
    community,
    preview,
    async read(at: At, content: string | Uint8Array): Promise<Preview> {
      const answer = await preview(at, content)
      if (answer?.__typename !== "ImportPreview") throw new Error(JSON.stringify(answer))
      return answer
    },
    async commit(subject: string, id: string, more: object = {}) {
      const client = await stack.as(subject)
      return (await client.request<CommitImportMutation>(print(CommitImportDocument), { input: { preview: id, ...more } })).commitImport
    },
    membersOf: async ({ place }: At) => Number((await sql("SELECT count(*) FROM people.member WHERE branch_path LIKE $1", `${place.path}%`))[0].count),
  }
}

/** A citizen's number of nobody: division 999999, a man's where the count is odd. */
export function numberOf(birth: string, count: number): string {
  const digits = `999999${birth}${String(count).padStart(3, "0")}`
  return digits + checkCharacterOf(digits)
}

/** A line of a roster. */
export function row(...cells: string[]): string {
  return `${cells.join(",")}\r\n`
}

/** What a preview says of cells, in short: "4 所在党支部 UNKNOWN_BRANCH". */
export function problemsOf({ rows }: Preview): string[] {
  return rows.nodes.flatMap(({ line, problems }) => problems.map(({ column, code }) => `${line} ${column} ${code}`))
}
