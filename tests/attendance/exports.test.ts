import { createHash } from "node:crypto"
import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { exportsIn } from "../kit/exports.ts"
import { fetchFile } from "../kit/files.ts"
import { NOW, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url, NOW, [], true)
const world = await newWorld(url)
const { start, started, look, ended, cancel, lines } = exportsIn(stack, world)
const auditor = await world.staff("AUDITOR", world.district)
await lines(world.community, 2_345)

test("a report that is asked for as a file is made by a job, and fetched where its address says", async () => {
  const begun = await start(auditor, world.district)
  expect(begun).toMatchObject({
    __typename: "ExportStarted",
    export: { state: expect.stringMatching(/WAITING|RUNNING/), url: null, digest: null, expiresAt: null },
  })
  const { id } = begun["export"] as { id: string }
  const ready = await ended(auditor, id)
  expect(ready).toMatchObject({ state: "READY", rows: 2_345, total: 2_345, progress: 100, expiresAt: "2026-11-24T09:00:00+08:00", failure: null })
  expect(ready.watermark).toMatch(/^WM-[0-9A-HJKMNP-TV-Z]{8}$/)
  const response = await fetchFile(stack, auditor, ready.url ?? "")
  expect([response.status, response.headers.get("cache-control"), response.headers.get("content-type")]).toEqual([200, "no-store", "text/csv; charset=utf-8"])
  expect(response.headers.get("content-disposition")).toContain(`filename*=UTF-8''${encodeURIComponent("查询与导出日志-")}`)
  const content = Buffer.from(await response.arrayBuffer())
  expect([content.length, createHash("sha256").update(content).digest("hex")]).toEqual([ready.bytes, ready.sha256])
  const text = content.toString("utf8")
  for (const part of ["审计员2345", "'=核查", ready.digest ?? "no digest", ready.watermark]) expect(text).toContain(part)
  const { rows } = await world.client.query(
    "SELECT (SELECT count(*)::int FROM attendance.export_spool) AS spool, (SELECT count(*)::int FROM attendance.export_file) AS pieces",
  )
  expect(rows).toEqual([{ spool: 0, pieces: 1 }])
  const kept = await world.client.query("SELECT position($1 in encode(content_sealed, 'escape')) AS at FROM attendance.export_file", ["2026"])
  expect(kept.rows.length).toBe(1)
})

test("the same report as of the same moment has the same digest, whoever asks and as whatever file", async () => {
  const asOf = "2026-11-22T00:00:00+08:00"
  const admin = await world.staff("ADMIN", world.city)
  const [one, two] = [await started(auditor, world.community, { asOf }), await started(admin, world.community, { asOf, purpose: "复核" })]
  const [first, second] = [await ended(auditor, one), await ended(admin, two)]
  expect(first.digest).toMatch(/^[0-9a-f]{64}$/)
  expect(second).toMatchObject({ state: "READY", digest: first.digest })
  expect(second.sha256).not.toBe(first.sha256)
  const later = await ended(auditor, await started(auditor, world.community, { asOf: "2026-03-01T00:10:00+08:00" }))
  expect(later).toMatchObject({ rows: 599 })
  expect(later.digest).not.toBe(first.digest)
})

test("it is for whom the role lets take it away, as much as it lets; a refusal keeps nothing", async () => {
  const before = await world.client.query("SELECT count(*)::int AS exports FROM attendance.export")
  const branch = await world.organisation(world.community)
  const wang = await world.member(branch)
  for (const subject of [
    wang.subject,
    await world.staff("RECORDER", world.district),
    await world.staff("COORDINATOR", world.district),
    await world.staff("AUDITOR", branch),
    await world.staff("AUDITOR", await world.organisation(world.city)),
  ])
    expect(await start(subject, world.district)).toMatchObject({ __typename: "NotAllowed" })
  expect(await start(auditor, world.district, { format: "PDF" })).toMatchObject({ __typename: "TooManyRows", limit: 2_000 })
  for (const [input, path] of [
    [{ purpose: " " }, "purpose"],
    [{ purpose: "查" }, "purpose"],
    [{ purpose: "查".repeat(201) }, "purpose"],
    [{ purpose: "核查\u0000" }, "purpose"],
    [{ from: "2026-03-02", to: "2026-03-01" }, "to"],
    [{ from: null, to: null }, "from"],
    [{ asOf: "2026-11-23T10:00:00+08:00" }, "asOf"],
    [{ report: "VENUE_USE", year: 1999 }, expect.stringMatching(/report|year/)],
  ] as const)
    expect(await start(auditor, world.district, input)).toMatchObject({ __typename: "InvalidInput", fields: [{ path }] })
  await expect(start(auditor, world.district, { organisation: wang.id })).rejects.toThrow(/input\.organisation/)
  expect((await world.client.query("SELECT count(*)::int AS exports FROM attendance.export")).rows).toEqual(before.rows)
})

test("a repeat with the same key begins nothing twice", async () => {
  const clientMutationKey = "导出 1"
  const ids = [await started(auditor, world.community, { clientMutationKey }), await started(auditor, world.community, { clientMutationKey })]
  expect(ids[0]).toBe(ids[1])
  expect(await start(auditor, world.community, { clientMutationKey, purpose: "另一目的" })).toMatchObject({ __typename: "InvalidInput" })
  await ended(auditor, ids[0] ?? "")
})

test("nobody else sees it, nor cancels it; one that has ended cannot be cancelled", async () => {
  const id = await started(auditor, world.community)
  await ended(auditor, id)
  const admin = await world.staff("ADMIN", world.city)
  expect(await look(admin, id)).toBeNull()
  expect(await cancel(admin, id)).toMatchObject({ __typename: "NotAllowed" })
  expect(await cancel(auditor, id)).toMatchObject({ __typename: "InvalidState", state: "READY" })
  const list = async (subject: string) =>
    (await (await stack.as(subject)).request<{ exports: { totalCount: number; nodes: { id: string }[] } }>("{ exports(first: 1) { totalCount nodes { id } } }"))
      .exports
  expect((await list(auditor)).nodes).toEqual([{ id }])
  expect(await list(admin)).toEqual({ totalCount: 0, nodes: [] })
})

test("the watermark leads back to who took it, when and why, for auditors and administrators of the place", async () => {
  const { watermark, digest } = await ended(auditor, await started(auditor, world.community))
  const trace = async (subject: string, number: string) =>
    (
      await (
        await stack.as(subject)
      ).request<{ watermark: object | null }>(
        "query Trace ($number: String!) { watermark(number: $number) { watermark digest requestedBy requestedAt purpose report format fromOn toOn url organisation { id } } }",
        { number },
      )
    ).watermark
  const found = {
    watermark,
    digest,
    requestedBy: `AUDITOR ${world.district.name}`,
    requestedAt: "2026-11-23T09:00:00+08:00",
    purpose: "2026年度核查",
    report: "ACCESS_LOG",
    format: "CSV",
    fromOn: "2026-01-01",
    toOn: "2026-12-31",
    url: null,
    organisation: { id: world.community.id },
  }
  for (const subject of [await world.staff("AUDITOR", world.city), await world.staff("ADMIN", world.community)]) {
    expect(await trace(subject, ` ${watermark.toLowerCase()} `)).toEqual(found)
    for (const number of ["WM-00000000", "WM-1", "", watermark.slice(0, -1)]) expect(await trace(subject, number)).toBeNull()
  }
  for (const subject of [await world.staff("SECRETARY", world.city), await world.staff("AUDITOR", await world.organisation(world.city))])
    expect(await trace(subject, watermark)).toBeNull()
})
