import { readFileSync } from "node:fs"
import { type GraphQLInputType, buildSchema } from "graphql"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { noteChanges } from "../kit/digest.ts"
import { everyAct } from "../kit/every-act.ts"
import { KEYS, changesOf } from "../kit/hostile-inputs.ts"
import { RECORDERS_ACTS } from "../kit/every-sheet-act.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const admin = await world.staff("ADMIN", world.city)
const { act, ground, inputs } = everyAct(stack, world, admin)
const changes = await noteChanges(world.client)
const schema = buildSchema(readFileSync(new URL("../../gateway/schema.graphql", import.meta.url), "utf8"))
const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {})

type Input = Record<string, unknown>

const REFUSALS = new Set(
  `InvalidInput InvalidState NotAllowed UnreadableFile PreviewStale LetterExpired RuleBroken PostTaken StaleVersion CheckInRefused AttendanceRejected SheetIncomplete SheetsStillOpen TooLate
   PeriodLocked TooManyRows TooManyExports`.split(/\s+/),
)
/** A locked period refuses every act but the one that locks it. */
const isRefused = (typename: string, mutation = "") => REFUSALS.has(typename) && !(mutation === "lockPeriod" && typename === "PeriodLocked")

test("every mutation is attacked here", () => {
  expect(Object.keys(inputs).sort()).toEqual([...mutations].sort())
})

test.each(["renameOrganisation", "recordCertificate", "addTeacher"])("%s: a key is taken or refused, and a refusal changes nothing", async (mutation) => {
  for (const clientMutationKey of KEYS) {
    const input = { ...(await inputs[mutation]!(await ground())), clientMutationKey }
    await changes()
    const isText = clientMutationKey === null || !/\p{Surrogate}/u.test(clientMutationKey)
    const answer = await act(mutation, input).catch((error: { response: { errors: { extensions: { code: string } }[] } }) => ({
      __typename: String(error.response.errors[0]?.extensions.code),
    }))
    const isGood = clientMutationKey === null || (isText && clientMutationKey !== "" && clientMutationKey.length <= 100 && !clientMutationKey.includes("\0"))
    const how = {
      key: JSON.stringify(clientMutationKey).slice(0, 40),
      isRefused: isRefused(answer.__typename, mutation),
      isUnreadable: answer.__typename === "BAD_REQUEST",
    }
    expect(how).toEqual({ ...how, isRefused: isText && !isGood, isUnreadable: !isText })
    const changed = Object.keys(await changes())
    expect({ ...how, isChanged: changed.length > 0 }).toEqual({ ...how, isChanged: isGood })
  }
})

describe.each(mutations)("%s", (mutation) => {
  const make = inputs[mutation]!
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`

  test("answers any input with a refusal or does it; a refusal changes nothing", { timeout: 120_000 }, async () => {
    const faults: string[] = []
    let input = await make(await ground())
    await changes()
    const variants = changesOf(schema.getType(type) as GraphQLInputType, input).map(([what]) => what)
    for (const [at, what] of variants.entries()) {
      const changed = changesOf(schema.getType(type) as GraphQLInputType, input)[at]?.[1] as Input
      try {
        const { __typename } = await act(mutation, changed)
        if (!isRefused(__typename, mutation)) {
          input = await make(await ground())
          await changes()
        }
      } catch (error) {
        const codes = (error as { response?: { errors?: { message: string; extensions: { code: string } }[] } }).response?.errors?.map(
          ({ extensions }) => extensions.code,
        )
        const readable = what.endsWith("half a character") ? "BAD_REQUEST" : "BAD_USER_INPUT"
        if (!codes || codes.some((code) => code !== readable)) faults.push(`${what}: ${String(codes ?? error)}`)
      }
      const written = Object.keys(await changes())
      if (written.length) faults.push(`${what}: was refused, and yet changed ${written.join(", ")}`)
    }
    expect(faults).toEqual([])
    const last = await act(mutation, input)
    expect({ ...last, isRefused: isRefused(last.__typename, mutation) }).toEqual({ ...last, isRefused: false })
  })

  test("is for those whom it is for", { timeout: 60_000 }, async () => {
    const place = await ground()
    const input = await make(place)
    const elsewhere = await world.organisation(world.community)
    const who: Record<string, string> = {
      ...(RECORDERS_ACTS.has(mutation) ? {} : { "recorder here": await world.staff("RECORDER", place.community) }),
      "auditor of the city": await world.staff("AUDITOR", world.city),
      "auditor below": await world.staff("AUDITOR", place.branch),
      "coordinator of the sibling": await world.staff("COORDINATOR", place.sibling),
      "admin elsewhere": await world.staff("ADMIN", elsewhere),
      "member of the branch": place.wang.subject,
      "member elsewhere": (await world.member(elsewhere)).subject,
      nobody: "nobody:at-all",
    }
    // Rosters and reports are also for auditors to take away; what is kept for them is a change.
    const taken: Record<string, string> = {
      exportRoster: "RosterExported",
      startExport: "ExportStarted",
      startAuditPackage: "AuditPackageStarted",
      startDataExport: "DataExportStarted",
    }
    const isExport = mutation in taken
    // Scans of members who are not expected are refused, and kept in the queue of those who are not on the list.
    const isKept = isExport || mutation === "checkIn"
    await changes()
    const answers = await Promise.all(
      Object.entries(who).map(async ([role, subject]) => {
        const answer = await act(mutation, input, subject).catch((error: { response?: { errors?: { extensions: { code: string } }[] } }) => ({
          __typename: error.response?.errors?.[0]?.extensions.code,
        }))
        return [role, answer.__typename]
      }),
    )
    const expected = Object.keys(who).map((role) => [role, role === "nobody" ? "UNAUTHENTICATED" : "NotAllowed"])
    if (isExport) for (const one of expected) if (one[0]?.startsWith("auditor of")) one[1] = taken[mutation] ?? ""
    if (mutation === "checkIn") for (const one of expected) if (one[0]?.startsWith("member")) one[1] = "CheckInRefused"
    expect(answers).toEqual(expected)
    const written = await changes()
    expect(isKept ? {} : written).toEqual({})
  })
})
