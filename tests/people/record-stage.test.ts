import { type GraphQLClient, gql } from "graphql-request"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import type { Person } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const RECORD = gql`
  mutation ($input: RecordStageInput!) {
    recordStage(input: $input) {
      __typename
      ... on StageRecorded {
        member {
          stage
          joinedOn
          fullOn
          stages {
            stage
            since
            documentNumber
            exceptions {
              rule
              reason
              source
            }
          }
          probation {
            since
            until
            isExtended
            isOverdue
          }
        }
      }
      ... on RuleBroken {
        message
        rules {
          rule
          message
          source
        }
      }
      ... on InvalidInput {
        fields {
          path
          message
        }
      }
      ... on InvalidState {
        state
        message
      }
      ... on NotAllowed {
        message
      }
    }
  }
`
const EXTEND = gql`
  mutation ($input: ExtendProbationInput!) {
    extendProbation(input: $input) {
      __typename
      ... on ProbationExtended {
        member {
          probation {
            until
            isExtended
          }
        }
      }
      ... on InvalidInput {
        fields {
          path
        }
      }
      ... on InvalidState {
        state
      }
    }
  }
`
const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const branch = await world.organisation(world.community)
const coordinator = await stack.as(await world.staff("COORDINATOR", world.street))

type Answer = { recordStage: { __typename: string; member?: object } }
const record = async (member: { id: string }, stage: string, since: string, more: object = {}, client: GraphQLClient = coordinator) =>
  (await client.request<Answer>(RECORD, { input: { member: member.id, stage, since, ...more } })).recordStage
const extend = async (member: { id: string }, until: string, more: object = {}, client: GraphQLClient = coordinator) =>
  (
    await client.request<{ extendProbation: object }>(EXTEND, {
      input: { member: member.id, until, documentNumber: "决〔2026〕1号", reason: "继续考察", ...more },
    })
  ).extendProbation
const booksOf = async ({ uuid }: Person) => {
  const text = `SELECT m.stage::text, m.applied_on::text, m.activist_on::text, m.target_on::text, m.joined_on::text, m.full_on::text, m.probation_to::text, m.version,
    (SELECT count(*)::int FROM people.stage_entry e WHERE e.member_id = m.id) AS entries FROM people.member m WHERE m.id = $1`
  return (await world.client.query(text, [uuid])).rows[0]
}
const DAYS = { APPLICANT: "applied_on", ACTIVIST: "activist_on", DEVELOPMENT_TARGET: "target_on", PROBATIONARY: "joined_on", FULL: "full_on" } as const

/** Somebody on the way, with the days of the steps that are behind them. */
async function onTheWay(days: Partial<Record<keyof typeof DAYS, string>>): Promise<Person> {
  const stages = Object.keys(days) as (keyof typeof DAYS)[]
  const person = await world.member(branch, { stage: stages.at(-1) ?? "APPLICANT" })
  await world.client.query("UPDATE people.member SET applied_on = null, joined_on = null, full_on = null WHERE id = $1", [person.uuid])
  for (const stage of stages) await world.client.query(`UPDATE people.member SET ${DAYS[stage]} = $2 WHERE id = $1`, [person.uuid, days[stage]])
  return person
}
const course = (person: Person, issuedOn: string) =>
  world.insert("people.certificate", { member_id: person.uuid, kind: "DEVELOPMENT_COURSE", title: "结业证", issuer: "街道党校", issued_on: issuedOn })

describe("the whole way", () => {
  test("goes step by step, and each step is remembered", async () => {
    const person = await onTheWay({ APPLICANT: "2023-01-10" })
    await course(person, "2025-03-01")
    await record(person, "ACTIVIST", "2023-06-01", { documentNumber: "一号" })
    await record(person, "DEVELOPMENT_TARGET", "2024-06-01")
    expect(await record(person, "PROBATIONARY", "2025-11-22", { documentNumber: "三号" })).toMatchObject({
      __typename: "StageRecorded",
      member: {
        stage: "PROBATIONARY",
        joinedOn: "2025-11-22",
        fullOn: null,
        probation: { since: "2025-11-22", until: "2026-11-22", isExtended: false, isOverdue: true },
      },
    })
    const last = await record(person, "FULL", "2026-11-22")
    expect(last.member).toEqual({
      stage: "FULL",
      joinedOn: "2025-11-22",
      fullOn: "2026-11-22",
      stages: [
        { stage: "APPLICANT", since: "2023-01-10", documentNumber: null, exceptions: [] },
        { stage: "ACTIVIST", since: "2023-06-01", documentNumber: "一号", exceptions: [] },
        { stage: "DEVELOPMENT_TARGET", since: "2024-06-01", documentNumber: null, exceptions: [] },
        { stage: "PROBATIONARY", since: "2025-11-22", documentNumber: "三号", exceptions: [] },
        { stage: "FULL", since: "2026-11-22", documentNumber: null, exceptions: [] },
      ],
      probation: null,
    })
    expect(await booksOf(person)).toMatchObject({ stage: "FULL", full_on: "2026-11-22", entries: 4 })
  })

  test("twice at once is done once", async () => {
    const person = await onTheWay({ APPLICANT: "2023-01-10" })
    const answers = await Promise.all([1, 2].map(() => record(person, "ACTIVIST", "2023-06-01")))
    // The second corrects the day of a step that is taken, and a correction needs its document.
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(["InvalidInput", "StageRecorded"])
    expect(await booksOf(person)).toMatchObject({ stage: "ACTIVIST", entries: 1 })
  })
})

describe("a rule", () => {
  test("that is broken stops the step, with its source; named with a document and a reason it does not", async () => {
    const person = await onTheWay({ APPLICANT: "2024-01-10", ACTIVIST: "2024-06-01", DEVELOPMENT_TARGET: "2025-07-01" })
    const before = await booksOf(person)
    expect(await record(person, "PROBATIONARY", "2025-12-01")).toEqual({
      __typename: "RuleBroken",
      message: expect.stringContaining("short course"),
      rules: [{ rule: "SHORT_COURSE", message: expect.stringContaining("24 hours"), source: "《中国共产党发展党员工作细则》（2014）第十七条" }],
    })
    const exceptions = [{ rule: "SHORT_COURSE", reason: " 抗洪一线发展 " }]
    expect(await record(person, "PROBATIONARY", "2025-12-01", { exceptions })).toMatchObject({
      __typename: "InvalidInput",
      fields: [{ path: "documentNumber" }],
    })
    expect(await record(person, "PROBATIONARY", "2025-12-01", { exceptions: [{ rule: "SHORT_COURSE", reason: " " }], documentNumber: "x" })).toMatchObject({
      fields: [{ path: "exceptions.0.reason" }],
    })
    expect(await booksOf(person)).toEqual(before)
    const done = await record(person, "PROBATIONARY", "2025-12-01", { exceptions, documentNumber: "柳组〔2025〕8号" })
    expect(done).toMatchObject({ __typename: "StageRecorded" })
    expect((done.member as { stages: object[] }).stages.at(-1)).toEqual({
      stage: "PROBATIONARY",
      since: "2025-12-01",
      documentNumber: "柳组〔2025〕8号",
      exceptions: [{ rule: "SHORT_COURSE", reason: "抗洪一线发展", source: "《中国共产党发展党员工作细则》（2014）第十七条" }],
    })
  })

  test("that is kept takes no exception, and none is named twice", async () => {
    const person = await onTheWay({ APPLICANT: "2024-01-10", ACTIVIST: "2024-06-01" })
    const exceptions = [{ rule: "ACTIVIST_FOR_A_YEAR", reason: "特批" }]
    expect(await record(person, "DEVELOPMENT_TARGET", "2025-06-01", { exceptions, documentNumber: "x" })).toMatchObject({
      fields: [{ path: "exceptions.0.rule" }],
    })
    expect(await record(person, "DEVELOPMENT_TARGET", "2025-05-31", { exceptions: [...exceptions, ...exceptions], documentNumber: "x" })).toMatchObject({
      fields: [{ path: "exceptions.1.rule" }],
    })
    expect(await booksOf(person)).toMatchObject({ stage: "ACTIVIST", entries: 0 })
  })

  test("about eighteen years holds for a correction too", async () => {
    const person = await onTheWay({ APPLICANT: "2024-01-10" })
    expect(await record(person, "APPLICANT", "1987-12-31", { documentNumber: "更正" })).toMatchObject({
      __typename: "RuleBroken",
      rules: [{ rule: "EIGHTEEN_YEARS" }],
    })
    expect(await record(person, "APPLICANT", "1988-01-01", { documentNumber: "更正" })).toMatchObject({ __typename: "StageRecorded" })
    expect(await booksOf(person)).toMatchObject({ applied_on: "1988-01-01", entries: 1 })
  })
})

test("no step is left out, and no day lies in the future or out of order, whatever document there is", async () => {
  const person = await onTheWay({ APPLICANT: "2024-01-10", ACTIVIST: "2024-06-01" })
  const before = await booksOf(person)
  const exceptions = { documentNumber: "x", exceptions: [{ rule: "ACTIVIST_FOR_A_YEAR", reason: "特批" }] }
  expect(await record(person, "PROBATIONARY", "2026-01-01", exceptions)).toMatchObject({ __typename: "InvalidState", state: "ACTIVIST" })
  expect(await record(person, "FULL", "2026-01-01", exceptions)).toMatchObject({ __typename: "InvalidState", state: "ACTIVIST" })
  expect(await record(person, "DEVELOPMENT_TARGET", "2026-11-24")).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "since" }] })
  expect(await record(person, "DEVELOPMENT_TARGET", "2024-05-31", exceptions)).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "since" }] })
  expect(await record(person, "APPLICANT", "2024-06-02", { documentNumber: "x" })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "since" }] })
  expect(await booksOf(person)).toEqual(before)
})

test("only whoever keeps the books of the branch records steps and prolongs probation; all others hear the same", async () => {
  const person = await onTheWay({ APPLICANT: "2024-01-10" })
  const subjects = [
    await world.staff("AUDITOR", world.city),
    await world.staff("RECORDER", branch),
    await world.staff("ADMIN", await world.organisation(world.street)),
    person.subject,
  ]
  const clients = await Promise.all(subjects.map((subject) => stack.as(subject)))
  const answers = await Promise.all(clients.map((client) => record(person, "ACTIVIST", "2025-01-01", {}, client)))
  answers.push(await record({ id: "member_00000000000000000000000000" }, "ACTIVIST", "2025-01-01"))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]).toMatchObject({ __typename: "NotAllowed" })
  for (const client of clients) expect(await extend(person, "2027-01-01", {}, client)).toMatchObject({ __typename: "NotAllowed" })
  expect(await booksOf(person)).toMatchObject({ stage: "APPLICANT", entries: 0 })
  await expect(record(branch, "ACTIVIST", "2025-01-01")).rejects.toThrow(/input\.member/)
})

describe("a longer probation", () => {
  test("is a year longer at most, comes once, and full membership waits for its end", async () => {
    const person = await onTheWay({ PROBATIONARY: "2025-06-01" })
    for (const until of ["2026-11-30", "2027-06-02"])
      expect(await extend(person, until)).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "until" }] })
    expect(await extend(person, "2026-12-01", { documentNumber: " ", reason: "" })).toMatchObject({ fields: [{ path: "documentNumber" }, { path: "reason" }] })
    expect(await booksOf(person)).toMatchObject({ probation_to: null, entries: 0 })

    expect(await extend(person, "2026-12-01")).toEqual({ __typename: "ProbationExtended", member: { probation: { until: "2026-12-01", isExtended: true } } })
    expect(await extend(person, "2027-01-01")).toMatchObject({ __typename: "InvalidState", state: "EXTENDED" })
    expect(await record(person, "FULL", "2026-11-20")).toMatchObject({ __typename: "RuleBroken", rules: [{ rule: "PROBATION_PASSED" }] })
    const { rows } = await world.client.query(
      "SELECT stage::text, since::text, extended_to::text, reason, document_number, recorder_name FROM people.stage_entry WHERE member_id = $1",
      [person.uuid],
    )
    expect(rows).toEqual([
      {
        stage: "PROBATIONARY",
        since: "2025-06-01",
        extended_to: "2026-12-01",
        reason: "继续考察",
        document_number: "决〔2026〕1号",
        recorder_name: expect.stringMatching(/^COORDINATOR/),
      },
    ])
  })

  test("is for those on probation", async () => {
    expect(await extend(await onTheWay({ APPLICANT: "2024-01-01" }), "2027-01-01")).toMatchObject({ __typename: "InvalidState", state: "APPLICANT" })
  })
})
