import { gql } from "graphql-request"
import { beforeAll, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { type Stack, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

let stack: Stack
let url: string
beforeAll(async () => {
  url = await emptyDatabase()
  stack = await openStack(url)
})

const CALENDAR = gql`
  query Calendar($from: Date!, $to: Date!) {
    calendar(from: $from, to: $to) {
      isKnown
      unknownYears
      days {
        fallsOn
        isWorkday
        isHoliday
        isInLieu
        name
      }
    }
  }
`
type Answer = { calendar: { isKnown: boolean; unknownYears: number[]; days: object[] } }

async function calendarFor(subject: string, from: string, to: string) {
  return (await (await stack.as(subject)).request<Answer>(CALENDAR, { from, to })).calendar
}

test("anyone signed in reads which days are not what their day of the week says, without a statement of SQL of its own", async () => {
  const world = await newWorld(url)
  const branch = await world.organisation(world.community)
  const { subject } = await world.member(branch)
  expect(await calendarFor(subject, "2025-09-26", "2025-10-12")).toEqual({
    isKnown: true,
    unknownYears: [],
    days: [
      { fallsOn: "2025-09-28", isWorkday: true, isHoliday: false, isInLieu: true, name: "国庆节" },
      ...["01", "02", "03", "04", "05"].map((day) => ({ fallsOn: `2025-10-${day}`, isWorkday: false, isHoliday: true, isInLieu: false, name: "国庆节" })),
      { fallsOn: "2025-10-06", isWorkday: false, isHoliday: true, isInLieu: false, name: "中秋" },
      ...["07", "08"].map((day) => ({ fallsOn: `2025-10-${day}`, isWorkday: false, isHoliday: true, isInLieu: true, name: "国庆节" })),
      { fallsOn: "2025-10-11", isWorkday: true, isHoliday: false, isInLieu: true, name: "国庆节" },
    ],
  })
  const [short, long] = [
    await stack.costOf(() => calendarFor(subject, "2025-10-01", "2025-10-02")),
    await stack.costOf(() => calendarFor(subject, "2025-01-01", "2026-01-31")),
  ]
  expect(long).toEqual(short)
})

test("a year that is not known is named, and holds nothing made up", async () => {
  const subject = await newWorld(url).then((world) => world.staff("AUDITOR", world.city))
  expect(await calendarFor(subject, "2099-12-30", "2100-10-01")).toEqual({ isKnown: false, unknownYears: [2099, 2100], days: [] })
})

test("a span that ends before it begins, or is longer than 400 days, is refused", async () => {
  const world = await newWorld(url)
  const subject = await world.staff("AUDITOR", world.city)
  await expect(calendarFor(subject, "2025-10-02", "2025-10-01")).rejects.toThrow("must not be before")
  await expect(calendarFor(subject, "2025-01-01", "2026-02-05")).rejects.toThrow("at most 400 days")
  expect(await calendarFor(subject, "2025-01-01", "2026-02-04")).toMatchObject({ isKnown: true })
  expect(await calendarFor(subject, "2025-10-01", "2025-10-01")).toMatchObject({ days: [{ fallsOn: "2025-10-01" }] })
})
