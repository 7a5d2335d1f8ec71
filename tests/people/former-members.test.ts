import { gql } from "graphql-request"
import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { decide, sent } from "../kit/movement.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const ROSTER_OF_A_DAY = gql`
  query ($id: ID!, $asOf: Date!) {
    organisation(id: $id) {
      memberCount(asOf: $asOf)
      members(asOf: $asOf) {
        totalCount
        nodes {
          name
        }
      }
      formerMembers(asOf: $asOf, first: 1) {
        totalCount
        nodes {
          name
          code
          stage
        }
      }
    }
  }
`

type Named = { totalCount: number; nodes: { name: string }[] }
type Read = { organisation: { memberCount: number | null; members: Named | null; formerMembers: Named | null } | null }

const url = await emptyDatabase()
const stack = await openStack(url)

test("a past roster is whole: whom the viewer may not read any more is named from the place's own books, and no further", async () => {
  const world = await newWorld(url)
  const [home, away] = [await world.organisation(world.community), await world.organisation(world.district)]
  const [origin, receiver] = [await stack.as(await world.staff("COORDINATOR", home)), await stack.as(await world.staff("COORDINATOR", away))]
  await world.member(home, { name: "留下", pinyin: "liuxia" })
  const gone = await world.member(home, { name: "离开", pinyin: "likai" })
  await decide(receiver, await sent(origin, gone, away))
  const read = async (client: typeof origin, asOf: string, at = home) => (await client.request<Read>(ROSTER_OF_A_DAY, { id: at.id, asOf })).organisation

  const { rows } = await world.client.query("SELECT code FROM people.member WHERE id = $1", [gone.uuid])
  expect(await read(origin, "2026-11-22")).toEqual({
    memberCount: 2,
    members: { totalCount: 1, nodes: [{ name: "留下" }] },
    formerMembers: { totalCount: 1, nodes: [{ name: "离开", code: rows[0].code, stage: "FULL" }] },
  })
  expect(await read(origin, "2026-11-23")).toMatchObject({ memberCount: 1, members: { totalCount: 1 }, formerMembers: { totalCount: 0, nodes: [] } })

  const auditor = await stack.as(await world.staff("AUDITOR", world.city))
  expect(await read(auditor, "2026-11-22")).toMatchObject({ memberCount: 2, members: { totalCount: 2 }, formerMembers: { totalCount: 0 } })
  const sibling = await stack.as(await world.staff("COORDINATOR", await world.organisation(world.community)))
  for (const client of [receiver, sibling, await stack.as(gone.subject)]) {
    expect((await read(client, "2026-11-22"))?.formerMembers ?? null).toBeNull()
  }
  await expect(read(origin, "2026-11-24")).rejects.toThrow("future")
})
