import { expect, test } from "vitest"
import { bodyOf, pauseAfter, problemsOfAddress } from "./webhook.ts"

test("ten attempts are made, each pause as Standard Webhooks has it and up to a fifth longer", () => {
  const hours = [5 / 3600, 5 / 60, 0.5, 2, 5, 10, 14, 20, 24]
  expect(hours.map((_, at) => pauseAfter(at + 1, 0))).toEqual(hours.map((hour) => hour * 3_600_000))
  expect([pauseAfter(1, 1), pauseAfter(9, 0.5)]).toEqual([6_000, 26.4 * 3_600_000])
  expect([pauseAfter(10, 0), pauseAfter(11, 0)]).toEqual([null, null])
})

test.each(["https://hooks.example.cn/in?a=1", "https://hooks.example.cn:8443/", "https://党校.example.cn/", "https://8.8.8.8/"])(
  "%s may be sent to",
  (address) => {
    expect(problemsOfAddress("url", address, false)).toEqual([])
  },
)

test.each([
  ["http://hooks.example.cn/", /https/],
  ["http://127.0.0.1/", /https/],
  ["ftp://hooks.example.cn/", /https/],
  ["file:///etc/passwd", /https/],
  ["https://hooks.example.cn:22/", /port/],
  ["https://me:secret@hooks.example.cn/", /password/],
  ["https://me@hooks.example.cn/", /password/],
  ["https://hooks.example.cn/#there", /#/],
  ["hooks.example.cn", /whole address/],
  ["", /whole address/],
  [`https://hooks.example.cn/${"a".repeat(500)}`, /whole address/],
])("%s may not", (address, message) => {
  expect(problemsOfAddress("url", address, false)).toEqual([{ path: "url", message: expect.stringMatching(message) }])
})

test("programs on this machine may be sent to in the clear only where that is allowed", () => {
  for (const address of ["http://127.0.0.1:3000/", "http://localhost:3000/", "http://[::1]:3000/"]) {
    expect([problemsOfAddress("url", address, true).length, problemsOfAddress("url", address, false).length]).toEqual([0, 1])
  }
  expect(problemsOfAddress("url", "http://localhost.example.cn/", true)).toHaveLength(1)
})

test("a body holds what is told of a lesson and nothing else that was written down", () => {
  const content = {
    version: 3,
    category: "PARTY_LECTURE",
    startsAt: "2026-11-25T06:30:00.000Z",
    title: "王春梅谈党史",
    teacherNames: ["赵老师"],
    reason: "赵老师生病",
    endsAt: { a: 1 },
  }
  const event = { type: "lesson.cancelled", lessonId: "lesson_1", organiserId: "organisation_1", happenedAt: new Date("2026-11-23T01:00:00Z"), content }
  expect(JSON.parse(bodyOf(event))).toEqual({
    type: "lesson.cancelled",
    timestamp: "2026-11-23T01:00:00.000Z",
    data: { lesson: "lesson_1", organiser: "organisation_1", status: "CANCELLED", version: 3, category: "PARTY_LECTURE", startsAt: "2026-11-25T06:30:00.000Z" },
  })
  expect(JSON.parse(bodyOf({ ...event, type: "lesson.changed" }))).toMatchObject({ data: { status: "PUBLISHED" } })
  expect(JSON.parse(bodyOf({ ...event, type: "webhook.ping", lessonId: null, organiserId: null, content: {} })).data).toEqual({})
})
