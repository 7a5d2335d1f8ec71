import fc from "fast-check"
import { gql } from "graphql-request"
import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { booksOf, decide, start } from "../kit/movement.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const branches = [await world.organisation(world.community), await world.organisation(world.community), await world.organisation(world.district)]
const admin = await stack.as(await world.staff("ADMIN", world.city))
const WITHDRAW = gql`mutation ($input: WithdrawTransferInput!) { withdrawTransfer(input: $input) { __typename } }` // prettier-ignore

const TODAY = "2026-11-23"
const JOINED = "2026-01-01"
const ago = (days: number) => new Date(Date.parse(TODAY) - days * 86_400_000).toISOString().slice(0, 10)
const days = fc.integer({ min: 0, max: 120 })

/** Letters that have expired are among them: issued long ago, valid for few days. */
const step = fc.oneof(
  fc.record({ act: fc.constant("start" as const), to: fc.nat(branches.length - 1), startedAgo: days, validDays: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ act: fc.constant("accept" as const), receivedAgo: days }),
  fc.record({ act: fc.constantFrom("refuse" as const, "withdraw" as const) }),
)

test("however letters are started, accepted, refused, withdrawn and left to expire, a person belongs to one organisation on every day", async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const home = branches[0] ?? world.community
      const wang = await world.member(home, { joinedOn: JOINED })
      let letter = ""
      for (const one of steps) {
        const to = one.act === "start" ? branches[one.to] : undefined
        if (one.act === "start" && to) {
          const answer = await start(admin, wang, to, { startedOn: ago(one.startedAgo), validDays: one.validDays })
          if (answer?.__typename === "TransferStarted") letter = answer.transfer?.id ?? ""
          seen.add(`start ${answer?.__typename}`)
        } else if (letter !== "" && one.act === "withdraw") {
          const { withdrawTransfer } = await admin.request<{ withdrawTransfer: { __typename: string } }>(WITHDRAW, { input: { transfer: letter } })
          seen.add(`withdraw ${withdrawTransfer.__typename}`)
        } else if (letter !== "") {
          const decision = one.act === "accept" ? { receivedOn: ago(one.receivedAgo) } : { decision: "REFUSE" as const, reason: "不符" }
          seen.add(`${one.act} ${(await decide(admin, letter, decision))?.__typename}`)
        }
        const { memberships, today } = await booksOf(world, wang)
        expect(memberships[0]?.from).toBe(JOINED)
        memberships.forEach(({ from, to: end }, at) => {
          expect(end).toBe(memberships[at + 1]?.from ?? null)
          expect(end === null || end > from).toBe(true)
        })
        expect(today?.branch).toBe(memberships.at(-1)?.organisation)
      }
    }),
    { numRuns: 40, seed: 20_261_123 },
  )
  // The sequences went through everything that can happen.
  for (const what of [
    "start TransferStarted",
    "start InvalidState",
    "accept TransferDecided",
    "accept LetterExpired",
    "refuse TransferDecided",
    "withdraw TransferWithdrawn",
  ])
    expect(seen).toContain(what)
})
