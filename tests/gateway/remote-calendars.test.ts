import { expect, test } from "vitest"
import { openLocalSubgraph } from "../../gateway/subgraphs.ts"
import { remoteSource } from "../../gateway/subgraph-source.ts"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { openLog } from "../../subgraphs/shared/log.ts"
import { serveSubgraph } from "../../subgraphs/shared/serve.ts"
import { CITY_KEY, emptyDatabase } from "../kit/database.ts"
import { NOW, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const branch = await world.organisation(world.community)
const open = async (subject: string, id: string): Promise<string> => {
  const document = `mutation { openCalendarFeed(input: { subject: "${id}" }) { ... on CalendarFeedOpened { url } } }`
  return (await (await stack.as(subject)).request<{ openCalendarFeed: { url: string } }>(document)).openCalendarFeed.url
}

test("a courses subgraph of its own gives calendars to the gateway alone, and the secret stands in no path", async () => {
  const secret = "a secret that gateway and subgraphs share, for the tests"
  const log = openLog("tests", "silent")
  const options = { databaseUrl: appUrlsFrom(url, {}).courses, connections: 2, timeZone: "Asia/Shanghai", log, personalDataKeys: [CITY_KEY], now: () => NOW }
  const courses = openLocalSubgraph("courses", options)
  const served = await serveSubgraph(courses, { port: 0, host: "127.0.0.1", secret })
  const source = remoteSource("courses", `http://127.0.0.1:${served.port}/graphql`, secret, log)
  try {
    const member = await world.member(branch)
    await world.lesson(branch, "2026-11-25T14:30:00+08:00", { expected: [member] })
    const path = await open(member.subject, member.id)
    const calendar = await source.calendars?.fetch(path.slice(11, -4))
    expect(calendar).toEqual({ content: await (await fetch(new URL(path, stack.url))).text(), changedAt: NOW })
    expect(await source.calendars?.fetch("A".repeat(43))).toBeNull()
    const direct = await fetch(`http://127.0.0.1:${served.port}/calendars`, { headers: { "x-calendar-secret": path.slice(11, -4) } })
    expect(direct.status).toBe(401)
  } finally {
    await source.close()
    await served.close()
    await courses.close()
  }
})
