import { serverAudits } from "graphql-http"
import { beforeAll, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { type Stack, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

let stack: Stack
let authorization: string
beforeAll(async () => {
  const url = await emptyDatabase()
  stack = await openStack(url)
  const world = await newWorld(url)
  authorization = `Bearer ${await stack.token(await world.staff("AUDITOR", world.city))}`
})

test("the gateway passes every MUST of GraphQL over HTTP, and every SHOULD", async () => {
  const audits = serverAudits({
    url: () => stack.url,
    fetchFn: (url: string, init?: RequestInit) => fetch(url, { ...init, headers: { ...(init?.headers as Record<string, string>), authorization } }),
  })
  const failed: string[] = []
  const passed = { MUST: 0, SHOULD: 0, MAY: 0 }
  for (const audit of audits) {
    const result = await audit.fn()
    const level = /^(MUST|SHOULD|MAY)/.exec(audit.name)?.[1] as keyof typeof passed
    if (result.status === "ok") passed[level] += 1
    else if (level !== "MAY") failed.push(`${audit.name}: ${result.reason}`)
  }

  expect(failed).toEqual([])
  expect(passed.MUST).toBeGreaterThan(10)
})
