import { beforeAll, expect, test } from "vitest"
import { MeDocument } from "party-school-graph/operations"
import { emptyDatabase } from "../kit/database.ts"
import { type Stack, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

let stack: Stack
let url: string
beforeAll(async () => {
  url = await emptyDatabase()
  stack = await openStack(url)
})

test("staff see their name and roles; a plain member sees their record and no role", async () => {
  const world = await newWorld(url)
  const auditor = await world.staff("AUDITOR", world.district)
  const wang = await world.member(await world.organisation(world.community))

  expect(await (await stack.as(auditor)).request(MeDocument)).toEqual({
    me: {
      id: expect.stringMatching(/^account_/),
      name: `AUDITOR ${world.district.name}`,
      member: null,
      grants: [{ role: "AUDITOR", organisation: { id: world.district.id, name: world.district.name } }],
    },
  })
  expect(await (await stack.as(wang.subject)).request(MeDocument)).toMatchObject({ me: { name: "王春梅", member: { id: wang.id }, grants: [] } })
})

test("a withdrawn role is gone, and a closed account answers nothing", async () => {
  const world = await newWorld(url)
  const auditor = await world.staff("AUDITOR", world.district)
  const closed = await world.staff("AUDITOR", world.district)
  await world.client.query("UPDATE people.access_grant SET withdrawn_at = now() WHERE account_id = (SELECT id FROM people.account WHERE subject = $1)", [
    auditor,
  ])
  await world.client.query("UPDATE people.account SET closed_at = now() WHERE subject = $1", [closed])

  expect(await (await stack.as(auditor)).request(MeDocument)).toMatchObject({ me: { grants: [] } })
  const refused = (await stack.as(closed)).request(MeDocument)
  await expect(refused).rejects.toMatchObject({ response: { data: { me: null }, errors: [{ extensions: { code: "UNAUTHENTICATED" } }] } })
})
