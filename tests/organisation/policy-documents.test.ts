import { gql } from "graphql-request"
import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { acts, expectOnlyKeepers } from "../kit/records.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const DOCUMENT =
  "title number issuer scope effectiveFrom effectiveTo url termRules { article status kinds settings levels years effectiveFrom effectiveTo document { title } }"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const admin = await world.staff("ADMIN", world.city)
const record = acts(stack, "recordPolicyDocument", `... on PolicyDocumentRecorded { document { ${DOCUMENT} } } ... on InvalidState { state }`, admin)
const LIST = gql`query ($asOf: Date, $first: Int, $after: String) { policyDocuments(asOf: $asOf, first: $first, after: $after) {
  totalCount nodes { ${DOCUMENT} } pageInfo { endCursor hasNextPage }
} }`
type List = { policyDocuments: { totalCount: number; nodes: { title: string; termRules: object[] }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } }
const list = async (variables: object = {}, subject = admin) => (await (await stack.as(subject)).request<List>(LIST, variables)).policyDocuments
const good = { title: "某市社区党组织工作规定", issuer: "中共某市委", scope: "某市", effectiveFrom: "2026-01-01" }
const stored = async () =>
  (
    await world.client.query(
      "SELECT (SELECT count(*) FROM organisation.policy_document)::int AS documents, (SELECT count(*) FROM organisation.term_rule)::int AS rules",
    )
  ).rows[0]

test("the documents that the rules of terms cite are there for everyone who has signed in, page by page", async () => {
  const member = await world.member(await world.organisation(world.community))
  const all = await list({}, member.subject)
  expect(all.totalCount).toBe(5)
  expect(all.nodes.map(({ title }) => title)).toEqual([
    "中国共产党党员教育管理工作条例",
    "中国共产党支部工作条例（试行）",
    "中共中央办公厅关于党的基层组织任期的意见",
    "中国共产党章程",
    "中国共产党发展党员工作细则",
  ])
  expect(all.nodes[1]?.termRules).toMatchObject([
    {
      years: 5,
      kinds: ["BRANCH", "JOINT_BRANCH"],
      settings: ["COMMUNITY", "VILLAGE"],
      status: "NATIONAL",
      document: { title: "中国共产党支部工作条例（试行）" },
    },
    { years: 3, settings: [] },
  ])
  const page = await list({ first: 3 })
  const rest = await list({ first: 3, after: page.pageInfo.endCursor })
  expect([...page.nodes, ...rest.nodes]).toEqual(all.nodes)
  expect((await list({ asOf: "2018-07-01" })).totalCount).toBe(3)
})

test("a document sets terms of its own, which the elections of its time follow", async () => {
  const branch = await world.organisation(world.community)
  const input = { ...good, number: " 柳发〔2026〕1号 ", url: "https://example.org/1", effectiveTo: "2026-10-01" }
  const answer = await record({
    ...input,
    termRules: [{ article: "第五条", status: "LOCAL", kinds: ["BRANCH"], settings: ["COMMUNITY"], levels: ["BRANCH"], years: 4 }],
  })
  expect(answer).toEqual({
    __typename: "PolicyDocumentRecorded",
    document: {
      ...input,
      number: "柳发〔2026〕1号",
      termRules: [
        {
          article: "第五条",
          status: "LOCAL",
          kinds: ["BRANCH"],
          settings: ["COMMUNITY"],
          levels: ["BRANCH"],
          years: 4,
          effectiveFrom: "2026-01-01",
          effectiveTo: "2026-10-01",
          document: { title: good.title },
        },
      ],
    },
  })
  const term = acts(stack, "recordTerm", "... on TermRecorded { term { years } } ... on InvalidInput { fields { path } }", admin)
  expect(await term({ organisation: branch.id, number: 1, electedOn: "2026-05-01" })).toMatchObject({ term: { years: 4 } })
  const other = await world.organisation(world.community)
  expect(await term({ organisation: other.id, number: 1, electedOn: "2026-10-01" })).toMatchObject({ term: { years: 5 } })
  expect(await record(input)).toMatchObject({ __typename: "InvalidState", state: "RECORDED" })
})

test("everything wrong is said at once, and nothing is written", async () => {
  const before = await stored()
  const answer = await record({
    ...good,
    title: "",
    issuer: " ",
    scope: "",
    effectiveTo: "2026-01-01",
    url: "javascript:alert(1)",
    termRules: [{ article: "", status: "LOCAL", years: 11 }],
  })
  expect((answer as unknown as { fields: { path: string }[] }).fields.map(({ path }) => path)).toEqual([
    "title",
    "issuer",
    "scope",
    "effectiveTo",
    "url",
    "termRules.0.article",
    "termRules.0.years",
  ])
  expect(await stored()).toEqual(before)
})

test("documents hold everywhere, so the root's administrators record them, and nobody else", async () => {
  const before = await stored()
  await expectOnlyKeepers(world, record, { ...good, title: "另一规定" }, { place: world.city, others: ["RECORDER", "AUDITOR", "COORDINATOR", "SECRETARY"] })
  expect(await record({ ...good, title: "另一规定" }, await world.staff("ADMIN", world.district))).toMatchObject({ __typename: "NotAllowed" })
  expect(await stored()).toEqual(before)
})
