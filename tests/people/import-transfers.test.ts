import { print } from "graphql"
import { expect, test } from "vitest"
import { CommitImportDocument, type CommitImportMutation, PreviewImportDocument, type PreviewImportMutation } from "party-school-graph/operations"
import { emptyDatabase } from "../kit/database.ts"
import { sendFile } from "../kit/files.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const [first, second] = [
  await world.organisation(world.community, { name: "向阳社区第一党支部" }),
  await world.organisation(world.community, { name: "向阳社区第二党支部" }),
]
await Promise.all(["王一", "王二", "王三", "王四"].map((name) => world.member(first, { name })))
const subject = await world.staff("COORDINATOR", world.community)
const client = await stack.as(subject)

const HEAD = "姓名,类别,转入单位,转出单位,党费缴纳至年月,介绍信有效期天数,办理时间,是否有回执,介绍信编号,备注\r\n"
const TEXT =
  HEAD +
  "王一,正式,外省某市某区委组织部,第一党支部,2026年10月,90,2026-11-01,否,XY-1,\r\n" +
  "王二,正式,第二党支部,第一党支部,2025.12,30,2026-01-05,是,XY-2,\r\n" +
  "王三,正式,外省某市某区委组织部,第一党支部,,10,2026-10-01,否,XY-3,\r\n" +
  "王四,正式,外省某市某区委组织部,第一党支部,,,2026-11-01,否,,\r\n" +
  "王一,正式,外省某市某区委组织部,第一党支部,,,2026-11-02,否,XY-5,\r\n" +
  "赵六,正式,外省某市某区委组织部,第一党支部,,120,2026-11-02,否,XY-5,\r\n"

async function preview() {
  const { body } = await sendFile(stack, subject, TEXT)
  const input = { file: body.id, organisation: world.community.id, kind: "TRANSFER_REGISTER" as const }
  const { previewImport } = await client.request<PreviewImportMutation>(print(PreviewImportDocument), { input })
  if (previewImport?.__typename !== "ImportPreview") throw new Error(JSON.stringify(previewImport))
  return previewImport
}
const problemsOf = ({ rows }: Awaited<ReturnType<typeof preview>>) =>
  rows.nodes.flatMap(({ line, problems }) => problems.map(({ column, code }) => `${line} ${column} ${code}`))

test("a register's letters are entered once, with their receipts; no membership changes, and no number is made up", async () => {
  const seen = await preview()
  expect(seen).toMatchObject({ kind: "TRANSFER_REGISTER", rowsRead: 6, toCreate: 3, errors: 3 })
  expect(problemsOf(seen)).toEqual([
    "4 介绍信有效期天数 LETTER_EXPIRED",
    "5 介绍信编号 MISSING",
    "6 姓名 UNDER_WAY",
    "7 介绍信有效期天数 WRONG_NUMBER",
    "7 介绍信编号 TWICE_IN_FILE",
  ])
  const { commitImport } = await client.request<CommitImportMutation>(print(CommitImportDocument), { input: { preview: seen.id } })
  expect(commitImport).toEqual({ __typename: "ImportCommitted", created: 3, updated: 0, unchanged: 0, skipped: 3 })
  const { rows } = await world.client.query(
    "SELECT member_name, state, letter_number, from_id, to_id, to_name, valid_until::text, dues_paid_to::text, received_on::text FROM people.transfer ORDER BY letter_number",
  )
  const outside = { from_id: first.uuid, to_id: null, to_name: "外省某市某区委组织部", received_on: null }
  expect(rows).toEqual([
    { member_name: "王一", state: "STARTED", letter_number: "XY-1", valid_until: "2027-01-30", dues_paid_to: "2026-10-01", ...outside },
    {
      member_name: "王二",
      state: "ACCEPTED",
      letter_number: "XY-2",
      from_id: first.uuid,
      to_id: second.uuid,
      to_name: "向阳社区第二党支部",
      valid_until: "2026-02-04",
      dues_paid_to: "2025-12-01",
      received_on: "2026-01-05",
    },
    { member_name: "王三", state: "EXPIRED", letter_number: "XY-3", valid_until: "2026-10-11", dues_paid_to: null, ...outside },
  ])
  expect((await world.client.query("SELECT FROM people.member WHERE branch_id = $1", [first.uuid])).rowCount).toBe(4)
  expect(await preview()).toMatchObject({ toCreate: 0, unchanged: 3, errors: 3 })
})
