import { gql } from "graphql-request"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { acts, expectOnlyKeepers } from "../kit/records.ts"
import { openStack } from "../kit/stack.ts"
import type { Place } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const OFFICER = "id post member { id } since until isPartTime sourceUnit isCombinedWithDirector"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const coordinator = await world.staff("COORDINATOR", world.street)
const appointOfficer = acts(
  stack,
  "appointOfficer",
  `... on OfficerAppointed { officer { ${OFFICER} } organisation { id } } ... on PostTaken { message since holder { id name } } ... on InvalidState { state }`,
  coordinator,
)
const endOffice = acts(stack, "endOffice", `... on OfficeEnded { organisation { id officers { post } } } ... on InvalidState { state }`, coordinator)
const LEADERSHIP = `communityLeadership { isCombined secretary { post member { id } } director { name since member { id } } }`
const appointDirector = acts(stack, "appointDirector", `... on DirectorAppointed { organisation { ${LEADERSHIP} } } ... on InvalidState { state }`, coordinator)
const booksOf = async ({ id }: Place, subject = coordinator) =>
  (
    await (
      await stack.as(subject)
    ).request<{ organisation: { officers: object[]; communityLeadership: object | null } }>(
      gql`query ($id: ID!) { organisation(id: $id) { officers { ${OFFICER} } ${LEADERSHIP} } }`,
      { id },
    )
  ).organisation
const stored = async () => (await world.client.query("SELECT count(*)::int AS n, count(until)::int AS ended FROM organisation.office")).rows[0]

describe("an office", () => {
  test("is taken and left; a part-time member's unit is kept", async () => {
    const branch = await world.organisation(world.community)
    const wang = await world.member(branch)
    const input = { organisation: branch.id, member: wang.id, post: "COMMITTEE_MEMBER", since: "2026-03-01", isPartTime: true, sourceUnit: " 某建筑公司 " }
    const answer = await appointOfficer({ ...input, clientMutationKey: "a" })
    const officer = {
      id: expect.stringMatching(/^office_/),
      post: "COMMITTEE_MEMBER",
      member: { id: wang.id },
      since: "2026-03-01",
      until: null,
      isPartTime: true,
      sourceUnit: "某建筑公司",
      isCombinedWithDirector: false,
    }
    expect(answer).toEqual({ __typename: "OfficerAppointed", officer, organisation: { id: branch.id } })
    expect(await appointOfficer({ ...input, clientMutationKey: "a" })).toEqual(answer)
    expect((await booksOf(branch)).officers).toEqual([officer])

    const { id: office } = answer["officer"] as { id: string }
    expect(await endOffice({ office, until: "2026-03-01" })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "until" }] })
    expect(await endOffice({ office, until: "2026-11-24" })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "until" }] })
    expect((await booksOf(branch)).officers).toEqual([officer])
    expect(await endOffice({ office, until: "2026-11-23" })).toEqual({ __typename: "OfficeEnded", organisation: { id: branch.id, officers: [] } })
    expect(await endOffice({ office, until: "2026-11-22" })).toMatchObject({ __typename: "InvalidState", state: "ENDED" })
    expect(await appointOfficer({ ...input, since: "2026-11-23" })).toMatchObject({ __typename: "OfficerAppointed" })
  })

  test("of secretary is held by one at a time: the answer says who, to those who may read that person", async () => {
    const branch = await world.organisation(world.community)
    const first = await world.member(branch, { name: "李建国" })
    const second = await world.member(branch)
    const appoint = (member: string, since: string, as?: string) => appointOfficer({ organisation: branch.id, member, post: "SECRETARY", since }, as)
    const { officer } = (await appoint(first.id, "2024-03-01")) as unknown as { officer: { id: string } }
    const before = await stored()
    expect(await appoint(second.id, "2026-03-01")).toEqual({
      __typename: "PostTaken",
      message: "There is one secretary at a time, and somebody is since 2024-03-01: end that office first.",
      since: "2024-03-01",
      holder: { id: first.id, name: "李建国" },
    })
    expect(await appoint(first.id, "2026-03-01")).toMatchObject({ __typename: "InvalidState", state: "HOLDS_POST" })
    await world.client.query("UPDATE people.member SET branch_id = $1, branch_path = $2 WHERE id = $3", [world.city.uuid, world.city.path, first.uuid])
    expect(await appoint(second.id, "2026-03-01")).toMatchObject({ __typename: "PostTaken", holder: null })
    expect(await stored()).toEqual(before)
    await endOffice({ office: officer.id, until: "2026-03-01" })
    expect(await appoint(second.id, "2026-02-28")).toMatchObject({ __typename: "PostTaken", message: expect.stringContaining("until 2026-03-01") })
    expect(await appoint(second.id, "2026-03-01")).toMatchObject({ __typename: "OfficerAppointed" })
  })

  test("of secretary, given to ten at once, is one's", async () => {
    const branch = await world.organisation(world.community)
    const people = []
    for (let at = 0; at < 10; at += 1) people.push(await world.member(branch))
    const answers = await Promise.all(people.map(({ id }) => appointOfficer({ organisation: branch.id, member: id, post: "SECRETARY", since: "2026-03-01" })))
    expect(answers.filter(({ __typename }) => __typename === "OfficerAppointed")).toHaveLength(1)
    expect(answers.filter(({ __typename }) => __typename === "PostTaken")).toHaveLength(9)
  })

  test("waits for whoever changes the same committee, and then finds the post taken", async () => {
    const branch = await world.organisation(world.community)
    const [first, second] = [await world.member(branch), await world.member(branch)]
    await world.client.query("BEGIN")
    await world.client.query("SELECT FROM organisation.organisation WHERE id = $1 FOR NO KEY UPDATE", [branch.uuid])
    const answer = appointOfficer({ organisation: branch.id, member: second.id, post: "SECRETARY", since: "2026-03-01" })
    await new Promise((resolve) => setTimeout(resolve, 500))
    await world.insert("organisation.office", { organisation_id: branch.uuid, member_id: first.uuid, post: "SECRETARY", since: "2026-01-01" })
    await world.client.query("COMMIT")
    expect(await answer).toMatchObject({ __typename: "PostTaken", holder: { id: first.id } })
  })

  test("is for full members whom the viewer reads, in an organisation that exists, today or before", async () => {
    const branch = await world.organisation(world.community)
    const probationer = await world.member(branch, { stage: "PROBATIONARY" })
    const elsewhere = await newWorld(url)
    const stranger = await elsewhere.member(elsewhere.community)
    const before = await stored()
    const paths = async (member: string, since: string, more: object = {}) =>
      ((await appointOfficer({ organisation: branch.id, member, post: "SECRETARY", since, ...more })) as unknown as { fields: { path: string }[] }).fields.map(
        ({ path }) => path,
      )
    expect(await paths(probationer.id, "1999-12-31")).toEqual(["member", "since"])
    expect(await paths(stranger.id, "2026-11-24", { sourceUnit: "a\u0000b" })).toEqual(["member", "since", "sourceUnit"])
    await expect(paths("organisation_1", "2026-01-01")).rejects.toThrow("input.member")
    expect(await stored()).toEqual(before)
  })

  test("is given and ended by those who keep the records of the place", async () => {
    const branch = await world.organisation(world.community)
    const wang = await world.member(branch)
    const input = { organisation: branch.id, member: wang.id, post: "SECRETARY", since: "2026-03-01" }
    await expectOnlyKeepers(world, appointOfficer, input, { place: branch })
    const { officer } = (await appointOfficer(input)) as unknown as { officer: { id: string } }
    const before = await stored()
    await expectOnlyKeepers(world, endOffice, { office: officer.id, until: "2026-11-01" }, { place: branch })
    expect(await endOffice({ office: "office_00000000000000000000000000", until: "2026-11-01" })).toMatchObject({ __typename: "NotAllowed" })
    expect(await stored()).toEqual(before)
    for (const role of ["SECRETARY", "ADMIN"] as const) {
      expect(await endOffice({ office: officer.id, until: "2026-11-01" }, await world.staff(role, branch))).not.toMatchObject({ __typename: "NotAllowed" })
    }
  })
})

describe("a community's leadership", () => {
  test("is combined when its secretary directs the residents' committee; a new director follows the one before", async () => {
    const community = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
    const wang = await world.member(community)
    expect((await booksOf(community)).communityLeadership).toEqual({ isCombined: false, secretary: null, director: null })
    await appointOfficer({ organisation: community.id, member: wang.id, post: "SECRETARY", since: "2024-03-01" })
    const direct = (name: string, since: string, member: string | null = null) => appointDirector({ organisation: community.id, name, since, member })
    expect(await direct("某居民", "2024-01-01")).toMatchObject({
      organisation: { communityLeadership: { isCombined: false, director: { name: "某居民", member: null } } },
    })
    expect(await direct(" 王春梅 ", "2025-01-01", wang.id)).toMatchObject({
      organisation: {
        communityLeadership: {
          isCombined: true,
          secretary: { post: "SECRETARY", member: { id: wang.id } },
          director: { name: "王春梅", since: "2025-01-01", member: { id: wang.id } },
        },
      },
    })
    expect(await direct("另一人", "2025-01-01")).toMatchObject({ __typename: "InvalidState", state: "DIRECTOR_SINCE" })
    expect(await direct("", "2026-11-24", "member_00000000000000000000000000")).toMatchObject({
      fields: [{ path: "name" }, { path: "member" }, { path: "since" }],
    })
    const { rows } = await world.client.query("SELECT name, until::text FROM organisation.community_director WHERE organisation_id = $1 ORDER BY since", [
      community.uuid,
    ])
    expect(rows).toEqual([
      { name: "某居民", until: "2025-01-01" },
      { name: "王春梅", until: null },
    ])
    const member = await world.member(community)
    expect((await booksOf(community, member.subject)).communityLeadership).toEqual({
      isCombined: true,
      secretary: { post: "SECRETARY", member: null },
      director: { name: null, since: "2025-01-01", member: null },
    })
  })

  test("is a matter of communities, kept by their keepers", async () => {
    const branch = await world.organisation(world.community)
    expect((await booksOf(branch)).communityLeadership).toBeNull()
    expect(await appointDirector({ organisation: branch.id, name: "某", since: "2025-01-01" })).toMatchObject({
      __typename: "InvalidState",
      state: "NO_COMMUNITY",
    })
    await expectOnlyKeepers(world, appointDirector, { organisation: world.community.id, name: "某", since: "2025-01-01" }, { place: world.community })
  })

  test("costs the same for 2 communities and for 50", async () => {
    const town = await newWorld(url)
    for (let at = 0; at < 50; at += 1) {
      const community = await town.organisation(town.street, { level: "COMMUNITY" })
      const person = await town.member(community)
      await town.insert("organisation.office", { organisation_id: community.uuid, member_id: person.uuid, post: "SECRETARY", since: "2024-01-01" })
      await town.insert("organisation.community_director", { organisation_id: community.uuid, member_id: person.uuid, name: "王春梅", since: "2024-01-01" })
    }
    const client = await stack.as(await town.staff("AUDITOR", town.city))
    const query = gql`query ($first: Int!) { organisations(level: COMMUNITY, first: $first) { nodes { ${LEADERSHIP} } } }`
    const costOf = (first: number) => stack.costOf(() => client.request(query, { first }))
    await costOf(3)
    expect(await costOf(50)).toEqual(await costOf(3))
  })
})
