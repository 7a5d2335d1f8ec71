import { randomBytes } from "node:crypto"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { expect, test } from "vitest"
import { createCalendarTurns } from "./calendars.ts"

setFlagsFromString("--expose-gc")
const collect = runInNewContext("gc") as () => void
const inUse = () => {
  collect()
  return process.memoryUsage().heapUsed
}

test("sixty fetches of one calendar are a minute's, and others are not held up by them", () => {
  const mayFetch = createCalendarTurns()
  expect(Array.from({ length: 62 }, () => mayFetch("a")).filter(Boolean)).toHaveLength(60)
  expect(mayFetch("b")).toBe(true)
})

test("a guess leaves nothing of its address in memory but a fingerprint", () => {
  const mayFetch = createCalendarTurns()
  const before = inUse()
  for (let guess = 0; guess < 3_000; guess += 1) {
    const address = Buffer.from(`/calendars/${randomBytes(32).toString("base64url")}.ics?${"x".repeat(15_000)}`).toString("latin1")
    mayFetch(address.slice(11, 54))
  }
  expect(inUse() - before).toBeLessThan(10_000_000)
  expect(mayFetch("a")).toBe(true)
})
