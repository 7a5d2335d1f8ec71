import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { startEmbedded } from "../prisma/embedded.ts"
import { migrate } from "../prisma/migrate.ts"
import { createDatabaseIfMissing } from "../prisma/prepare-database.ts"
import { appUrlsFrom } from "../prisma/setup.ts"
import { createContextFactory } from "../subgraphs/courses/context.ts"
import type { LessonToPlace } from "../subgraphs/courses/domain/lesson-to-place.ts"
import { placeLesson } from "../subgraphs/courses/use-cases/place-lesson.ts"
import { placeLessons } from "../subgraphs/courses/use-cases/place-lessons.ts"
import { suggestSlots } from "../subgraphs/courses/use-cases/suggest-slots.ts"
import { openDatabase } from "../subgraphs/shared/database.ts"
import { parseSealingKey } from "../subgraphs/shared/sealed.ts"
import { toTypeId } from "../subgraphs/shared/typeid.ts"
import { fillTimetable } from "./large-timetable.ts"
import { fillWithCrowd } from "./crowd.ts"
import { CITY_VIEWER } from "./search-cases.ts"

// Writes lessons into the timetable of a city of 30,572 people with 100,000 lessons: 5, 50 and 500 at once, 50 one by one, a published series, one lesson for the
// whole city; and looks for free times in 62 days. Prints seconds and statements. Run with:
// SKIP_INSTALL=1 node scripts/run.mjs bench/place-lessons.ts

const PEOPLE = 30_572
const HOUR = 3_600_000
let statements = 0
const query = Reflect.get(pg.Client.prototype, "query") as (...values: unknown[]) => unknown
Reflect.set(pg.Client.prototype, "query", function counted(this: pg.Client, ...values: unknown[]) {
  statements += 1
  return query.apply(this, values)
})

const folder = await mkdtemp(join(tmpdir(), "place-bench-"))
const embedded = await startEmbedded(folder, { max_connections: "50" })
const url = new URL(embedded.maintenanceUrl)
url.pathname = "/bench"
await createDatabaseIfMissing({ url: url.href, maintenanceUrl: embedded.maintenanceUrl })
const urls = appUrlsFrom(url.href, {})
await migrate(url.href, urls)
const client = new pg.Client(url.href)
await client.connect()
const key = parseSealingKey("0123456789abcdef".repeat(4))
await fillWithCrowd(client, PEOPLE, key)
await fillTimetable(client, 100_000, PEOPLE)
const { rows: places } = await client.query<{ id: string; level: string }>("SELECT id, level::text FROM organisation.organisation ORDER BY path")
const idsOf = (level: string) => places.filter((place) => place.level === level).map(({ id }) => toTypeId("organisation", id))
const database = openDatabase(urls.courses, { name: "bench", connections: 4, onError: () => undefined })
const context = createContextFactory({ database, timeZone: "Asia/Shanghai", now: () => new Date("2026-11-23T01:00:00Z"), keys: [key], allowLoopback: false })({
  ...CITY_VIEWER,
  accountId: toTypeId("account", "019aaf05-0000-7000-8000-000000000001"),
})

const uuid = (kind: number, number: number) => `019aaf0${kind}-0000-7000-8000-${number.toString(16).padStart(12, "0")}`
const resource = (kind: "venue" | "teacher", at: number) => toTypeId(kind, uuid(kind === "venue" ? 2 : 3, (at % 130) + 1))
const city = idsOf("CITY")[0] ?? ""
const [branches, districts] = [idsOf("BRANCH"), idsOf("DISTRICT")]

/** The lesson number `at`: of evenings on which nobody teaches, for fifty people each unless told otherwise. */
function lesson(at: number, organisation = branches[at % branches.length] ?? ""): LessonToPlace {
  const startsAt = new Date(Date.parse("2027-03-01T10:30:00Z") + Math.floor(at / 100) * 24 * HOUR)
  return {
    organiserId: city,
    title: `第${at + 1}课`,
    category: "PARTY_LECTURE",
    mode: "FACE_TO_FACE",
    periods: [{ startsAt, endsAt: new Date(startsAt.getTime() + 2 * HOUR) }],
    plannedHours: 2,
    capacity: null,
    schoolId: null,
    courseId: null,
    trainingClassId: null,
    venueId: organisation === city ? null : resource("venue", at),
    siteIds: [],
    teacherIds: [resource("teacher", at)],
    coOrganisers: [],
    audience: { organisations: [organisation], includeDescendants: true, posts: [], stages: [], members: [] },
    code: null,
    place: null,
    remark: null,
    isCounted: true,
    isOpenToEnrol: false,
  }
}
const daily = (lessons: LessonToPlace[]): LessonToPlace[] =>
  lessons.map((one, at) => {
    const startsAt = new Date(Date.parse("2028-01-01T10:30:00Z") + at * 24 * HOUR)
    return { ...one, periods: [{ startsAt, endsAt: new Date(startsAt.getTime() + 2 * HOUR) }] }
  })

async function measure(name: string, work: () => Promise<unknown>): Promise<void> {
  const [from, before] = [performance.now(), statements]
  const told = await work()
  process.stdout.write(`${name}: ${((performance.now() - from) / 1_000).toFixed(2)} s, ${statements - before} statements ${JSON.stringify(told ?? "")}\n`)
}

const act = { mutation: "scheduleLesson", input: {} }
const place = (lessons: readonly LessonToPlace[], publish: boolean, tell: "EACH" | "TOGETHER") =>
  context.change(act, async (writers) => {
    const answers = await placeLessons(context, writers, lessons, { publish, tell, overrideReason: publish ? "measured" : null })
    const refused = answers.find(({ ok }) => !ok)
    if (refused && !refused.ok) return refused
    return { ok: true as const, value: answers.length }
  })
const many = (count: number, from: number) => Array.from({ length: count }, (_, at) => lesson(from + at))
const summary = async (answer: Promise<{ ok: boolean }>) => ({ ok: (await answer).ok })

try {
  await measure("5 drafts at once", () => summary(place(many(5, 0), false, "EACH")))
  await measure("50 drafts at once", () => summary(place(many(50, 100), false, "EACH")))
  await measure("50 drafts one by one", () =>
    summary(
      context.change(act, async (writers) => {
        for (const one of many(50, 200)) await placeLesson(context, writers, one, { publish: false })
        return { ok: true, value: 50 }
      }),
    ),
  )
  await measure("500 drafts at once", () => summary(place(many(500, 300), false, "EACH")))
  await measure("1,000 drafts at once", () => summary(place(many(1_000, 1_000), false, "EACH")))
  await measure("2,000 published at once, as from a file", () => summary(place(many(2_000, 4_000), true, "EACH")))
  await measure("a series of 400 published, 50 people", () => summary(place(daily(Array.from({ length: 400 }, () => lesson(0))), true, "TOGETHER")))
  await measure("a series of 50 published, a district of some 3,000", () =>
    summary(place(daily(Array.from({ length: 50 }, () => lesson(1, districts[0]))), true, "TOGETHER")),
  )
  await measure("one lesson published for the whole city", () => summary(place(daily([lesson(2, city)]), true, "EACH")))
  await measure("free times in 62 days, every venue, 50 people", async () => {
    const found = await suggestSlots(context, {
      organiser: city,
      durationMinutes: 120,
      from: new Date("2026-11-24T00:00:00+08:00"),
      to: new Date("2027-01-25T00:00:00+08:00"),
      audience: lesson(0).audience,
      teachers: Array.from({ length: 20 }, (_, at) => resource("teacher", at)),
    } as Parameters<typeof suggestSlots>[1])
    return JSON.stringify(found).slice(0, 80)
  })
} finally {
  await database.close()
  await client.end()
  await embedded.stop()
  await rm(folder, { recursive: true, force: true })
}
