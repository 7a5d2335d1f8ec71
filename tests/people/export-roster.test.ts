import { readFileSync } from "node:fs"
import exceljs from "exceljs"
import { print } from "graphql"
import { gql } from "graphql-request"
import { expect, test } from "vitest"
import { CommitImportDocument, type CommitImportMutation, PreviewImportDocument, type PreviewImportMutation } from "party-school-graph/operations"
import { emptyDatabase } from "../kit/database.ts"
import { fetchFile, sendFile } from "../kit/files.ts"
import { openStack } from "../kit/stack.ts"
import type { Place } from "../kit/things.ts"
import { mergeOrganisation, moveOrganisation } from "../kit/world-history.ts"
import { newWorld } from "../kit/world.ts"

const EXPORT = gql`
  mutation ($input: ExportRosterInput!) {
    exportRoster(input: $input) {
      __typename
      ... on RosterExported {
        url
        rows
        expiresAt
      }
      ... on InvalidInput {
        fields {
          path
        }
      }
      ... on NotAllowed {
        message
      }
    }
  }
`
const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const place = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
const first = await world.organisation(place, { name: "向阳社区第一党支部" })
await world.organisation(place, { name: "向阳社区第二党支部" })
const subject = await world.staff("COORDINATOR", place)
const client = await stack.as(subject)

type Exported = { __typename: string; url: string; rows: number; expiresAt: string; fields?: { path: string }[] }
const exported = async (input: object, as = client) =>
  (await as.request<{ exportRoster: Exported }>(EXPORT, { input: { organisation: place.id, format: "CSV", purpose: "核对名册", ...input } })).exportRoster
const preview = async (content: Uint8Array | string) => {
  const { body } = await sendFile(stack, subject, content)
  const answer = await client.request<PreviewImportMutation>(print(PreviewImportDocument), { input: { file: body.id, organisation: place.id } })
  if (answer.previewImport?.__typename !== "ImportPreview") throw new Error(JSON.stringify(answer))
  return answer.previewImport
}
const fetched = async (path: string) => Buffer.from(await (await fetchFile(stack, subject, path)).arrayBuffer())

const sample = readFileSync(new URL("./fixtures/member-roster.csv", import.meta.url), "utf8")
const seen = await preview(sample.replace("19900000002,虚构数据", "19900000002,=HYPERLINK(A1)").replace("19900000006,虚构数据", "19900000006,＝1+1"))
await client.request<CommitImportMutation>(print(CommitImportDocument), { input: { preview: seen.id } })

test("what is exported as text imports again with nothing to change; numbers and mobiles are masked, formulas disarmed", async () => {
  const answer = await exported({})
  expect(answer).toEqual({ __typename: "RosterExported", url: expect.stringMatching(/^\/files\/file_/), rows: 9, expiresAt: "2026-11-24T09:00:00+08:00" })
  const content = await fetched(answer.url)
  const lines = content.toString("utf8").split("\r\n")
  expect(content.subarray(0, 3)).toEqual(Buffer.of(0xef, 0xbb, 0xbf))
  expect(lines[0]).toBe(sample.split("\r\n")[0]?.trimEnd() ?? "")
  expect(lines.find((line) => line.startsWith("P002"))).toBe(
    "P002,李建国,男,999999********0011,汉族,1949-07-05,高中,正式党员,向阳社区第一党支部,1975-07-01,1976-07-01,,正常,直管,否,,,199****0002,'=HYPERLINK(A1)",
  )
  expect(lines.find((line) => line.startsWith("P006"))).toMatch(/,'＝1\+1$/)
  expect(await preview(content)).toMatchObject({ rowsRead: 9, unchanged: 9, errors: 0 })
})

test("the workbook has the customary layout, only texts, and imports again with nothing to change", async () => {
  const { url: path } = await exported({ format: "XLSX" })
  const content = await fetched(path)
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(content as never)
  const page = workbook.worksheets[0]
  expect(page?.getCell("A1").value).toBe(`${place.name}党员花名册`)
  expect(page?.getCell("A1").isMerged && page.getCell("S1").isMerged).toBe(true)
  expect(String(page?.getCell("A2").value)).toBe(`截至 2026-11-23　共 9 人　用途：核对名册　导出人：COORDINATOR ${place.name}`)
  expect(page?.getRow(3).getCell(1)).toMatchObject({ value: "人员编号", font: { bold: true } })
  expect(page?.pageSetup).toMatchObject({ paperSize: 9, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: "3:3" })
  expect(page?.views[0]).toMatchObject({ state: "frozen", ySplit: 3 })
  expect(page?.getColumn(18).values.slice(4)).toEqual(Array.from({ length: 9 }, () => expect.stringMatching(/^199\*{4}\d{4}$/)))
  expect(await preview(content)).toMatchObject({ encoding: "XLSX", rowsRead: 9, unchanged: 9, errors: 0 })
})

test("a roster of a day holds who belonged then; one without those below holds its own", async () => {
  expect((await exported({ asOf: "2000-01-01" })).rows).toBe(3)
  // The branches were founded on that day: nobody belonged to them before, whenever they were admitted.
  expect((await exported({ asOf: "1999-12-31" })).rows).toBe(0)
  expect((await exported({ organisation: first.id, includeDescendants: false })).rows).toBe(5)
  expect((await exported({ includeDescendants: false })).rows).toBe(0)
})

test("a roster of a day is of that day's tree: what moved away or ended since is in it, under the name of then", async () => {
  const street = await world.organisation(world.city, { kind: "WORKING_COMMITTEE", level: "STREET" })
  const [moving, ending] = [await world.organisation(street, { name: "新名社区党支部" }), await world.organisation(street, { name: "别的支部" })]
  await world.member(moving, { name: "甲" })
  await world.member(ending, { name: "乙" })
  const moved = await moveOrganisation(world.client, moving, world.street, "2026-06-01")
  await mergeOrganisation(world.client, ending, moved, "2026-07-01")
  await world.client.query("UPDATE organisation.organisation_version SET name = '旧名社区党支部' WHERE organisation_id = $1 AND valid_to = '2026-06-01'", [
    moving.uuid,
  ])
  const auditor = await world.staff("AUDITOR", world.city)
  const namesOf = async (organisation: Place, asOf?: string) => {
    const { url: path } = await exported({ organisation: organisation.id, asOf }, await stack.as(auditor))
    const answer = await fetchFile(stack, auditor, path)
    const lines = (await answer.text()).split("\r\n").slice(1, -1)
    return lines.map((line) => `${line.split(",")[1]} ${line.split(",")[8]}`).sort()
  }
  expect(await namesOf(street)).toEqual([])
  expect(await namesOf(street, "2026-05-31")).toEqual(["乙 别的支部", "甲 旧名社区党支部"])
  expect(await namesOf(street, "2026-06-15")).toEqual(["乙 别的支部"])
  expect(await namesOf(ending, "2026-06-15")).toEqual(["乙 别的支部"])
  expect(await exported({ organisation: ending.id, asOf: "2026-07-01" }, await stack.as(auditor))).toMatchObject({ __typename: "NotAllowed" })
})

test("no purpose and days to come are refused; recorders and strangers take nothing away, auditors do", async () => {
  const kept = async () => (await world.client.query("SELECT FROM people.stored_file WHERE use = 'EXPORT'")).rowCount
  const noted = async () =>
    (await world.client.query("SELECT role, operation, purpose, organisation_id AS organisation, row_count AS rows FROM attendance.access_log ORDER BY at, id"))
      .rows
  const [before, notes] = [await kept(), await noted()]
  expect(await exported({ purpose: " ", asOf: "2027-01-01" })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "purpose" }, { path: "asOf" }] })
  for (const [role, at] of [
    ["RECORDER", place],
    ["COORDINATOR", world.organisation(world.street)],
  ] as const) {
    expect(await exported({}, await stack.as(await world.staff(role, await at)))).toMatchObject({ __typename: "NotAllowed" })
  }
  expect(await kept()).toBe(before)
  expect(await noted()).toEqual(notes)
  expect(await exported({}, await stack.as(await world.staff("AUDITOR", world.city)))).toMatchObject({ __typename: "RosterExported", rows: 9 })
  expect((await noted()).slice(notes.length)).toEqual([
    { role: "AUDITOR", operation: "exportRoster CSV", purpose: "核对名册", organisation: place.uuid, rows: 9 },
  ])
})
