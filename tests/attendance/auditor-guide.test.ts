import { readFileSync, writeFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { findAccount } from "../../prisma/seed/development-accounts.ts"
import { sampleCity } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"

/** Runs every example of the guide on the sample city. With UPDATE_GUIDE=1 the answers in the guide are written anew: read them before they are kept. */
const GUIDE = new URL("../../docs/guides/auditor.md", import.meta.url)
const text = readFileSync(GUIDE, "utf8")

type Example = { name: string; document: string; variables: object; answer: string }

/** An example is a `graphql` block, and after it `json variables` where it has any, and `json answer`. */
const examples = [
  ...text.matchAll(/```graphql\n(?<document>.*?)```\n(?:\n```json variables\n(?<variables>.*?)```\n)?\n```json answer\n(?<answer>.*?)```/gs),
].map(({ groups }): Example => ({
  name: /(?:query|mutation) (\w+)/.exec(groups?.["document"] ?? "")?.[1] ?? "",
  document: groups?.["document"] ?? "",
  variables: JSON.parse(groups?.["variables"] ?? "{}") as object,
  answer: groups?.["answer"] ?? "",
}))

const url = await sampleCity()
const stack = await openStack(url)
const auditor = await stack.as((await findAccount(url, "auditor", "柳北区")).subject)

describe("the auditor's guide", () => {
  test("answers at least ten questions, each with an answer, and each by a name of its own", () => {
    expect(examples.length).toBe(text.match(/```graphql/g)?.length)
    expect(text.match(/^## \d+\. /gm)?.length).toBeGreaterThanOrEqual(10)
    expect(new Set(examples.map(({ name }) => name)).size).toBe(examples.length)
  })

  test.each(examples)("$name gives on the sample city what the guide says", { timeout: 60_000 }, async ({ document, variables, answer }) => {
    const answered = await auditor.request<object>(document, variables)
    expect(answered).toEqual(process.env["UPDATE_GUIDE"] ? writeAnswer(document, answered) : JSON.parse(answer))
  })
})

function writeAnswer(document: string, answered: object): object {
  const written = readFileSync(GUIDE, "utf8")
  const at = written.indexOf("```json answer\n", written.indexOf(document)) + "```json answer\n".length
  writeFileSync(GUIDE, `${written.slice(0, at)}${JSON.stringify(answered, null, 2)}\n${written.slice(written.indexOf("```", at))}`)
  return answered
}
