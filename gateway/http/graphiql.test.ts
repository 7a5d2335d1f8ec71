import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import chromium from "@sparticuz/chromium"
import { buildSchema, graphql } from "graphql"
import { type Browser, type BrowserContext, type Page, chromium as playwright } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { bundleGraphiql } from "./graphiql/bundle.ts"
import { createGraphiqlPages } from "./graphiql.ts"

const PATIENCE_MS = 60_000
const TOKEN = "a-token-that-is-good"

/** As much of the graph as the member card needs. */
const SCHEMA = buildSchema(`
  "Where every question starts."
  type Query {
    "党员: one member, or null when there is none that you may see."
    member(id: ID!): Member
  }
  "党员: a member of the Party."
  type Member { id: ID! name: String! stage: String! branch: Branch lessons(first: Int, when: When): Lessons! hours(year: Int!): Hours! }
  type Branch { id: ID! name: String! kind: String! parent: Branch }
  type Lessons { totalCount: Int! nodes: [Lesson!]! }
  type Lesson { id: ID! title: String! startsAt: String! endsAt: String! plannedHours: Float! venue: Named teachers: [Named!]! }
  type Named { id: ID! name: String! }
  type Hours { required: Float! credited: Float! remaining: Float! verdict: String! categories: [Category!]! }
  type Category { category: String! hours: Float! }
  enum When { UPCOMING PAST }
`)

const MEMBER = {
  id: "m1",
  name: "王春梅",
  stage: "FULL",
  branch: { id: "b1", name: "向阳社区第一党支部", kind: "BRANCH", parent: null },
  lessons: { totalCount: 0, nodes: [] },
  hours: { required: 56, credited: 66.5, remaining: 0, verdict: "MET", categories: [] },
}

let server: Server
let origin: string

beforeAll(async () => {
  await bundleGraphiql()
  const pages = createGraphiqlPages({ path: "/graphql", exampleIds: { member: "m1" } })
  server = createServer((request, response) => {
    if (!pages.handle(request, response)) void answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}, PATIENCE_MS)

afterAll(() => new Promise((resolve) => server.close(resolve)))

/** Answer GraphQL as the gateway does: 401 to whoever has no good token, whatever they ask. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const good = request.headers.authorization === `Bearer ${TOKEN}`
  let body = ""
  for await (const chunk of request) body += String(chunk)
  response.writeHead(good ? 200 : 401, { "Content-Type": "application/graphql-response+json" })
  if (!good) return void response.end(JSON.stringify({ errors: [{ message: "Sign in first." }] }))
  const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> }
  const result = await graphql({ schema: SCHEMA, source: query, variableValues: variables ?? null, rootValue: { member: () => MEMBER } })
  response.end(JSON.stringify(result))
}

describe("what is served", () => {
  const html = { headers: { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" } }

  it("answers browsers and leaves every other request alone", async () => {
    const page = await fetch(`${origin}/graphql`, html)
    expect(page.status).toBe(200)
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8")
    expect((await fetch(`${origin}/graphql`, { headers: { Accept: "application/json" } })).status).toBe(401)
    expect((await fetch(`${origin}/graphql`, { ...html, method: "POST" })).status).toBe(401)
    expect((await fetch(`${origin}/graphqlx`, html)).status).toBe(401)
    expect((await fetch(`${origin}/`, html)).status).toBe(401)
  })

  it("forbids scripts that are inline or from elsewhere, and framing", async () => {
    const { headers } = await fetch(`${origin}/graphql`, html)
    const policy = headers.get("content-security-policy") ?? ""
    expect(policy.split("; ")).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"]))
    expect(policy).not.toContain("unsafe-eval")
    expect(headers.get("x-content-type-options")).toBe("nosniff")
    expect(headers.get("referrer-policy")).toBe("no-referrer")
    expect(headers.get("cache-control")).toBe("no-cache")
    expect(headers.get("vary")).toBe("Accept")
  })

  it("serves the bundle's files by name, for a year, and nothing else of the disk", async () => {
    const page = await (await fetch(`${origin}/graphql`, html)).text()
    const script = /src="([^"]+page\.js)"/.exec(page)?.[1] ?? ""
    const served = await fetch(origin + script)
    expect(served.status).toBe(200)
    expect(served.headers.get("content-type")).toBe("text/javascript; charset=utf-8")
    expect(served.headers.get("content-encoding")).toBe("gzip")
    expect(served.headers.get("cache-control")).toBe("public, max-age=31536000, immutable")
    expect(served.headers.get("x-content-type-options")).toBe("nosniff")
    const folder = script.slice(0, script.lastIndexOf("/"))
    const astray = ["/../page.mjs", "/%2e%2e/page.mjs", "/..%2fpage.mjs", "/..%5cpage.mjs", "/.gitignore", "/page.js.gz", "/page.js/", "/", "/__proto__"]
    for (const path of astray) expect({ path, status: await statusOf(folder + path) }).toEqual({ path, status: 404 })
    expect(await statusOf(script.replace(/assets\/\w+/, "assets/0000000000000000"))).toBe(404)
  })
})

/** Ask for a path exactly as written: fetch would tidy the dots away. */
async function statusOf(path: string): Promise<number> {
  const { request } = await import("node:http")
  return new Promise((resolve, reject) => {
    const asked = request(origin, { path }, (response) => resolve(response.resume().statusCode ?? 0))
    asked.on("error", reject)
    asked.end()
  })
}

/** The browser comes inside an npm package, for this platform alone. */
describe.skipIf(process.platform !== "linux" || process.arch !== "x64")("in a browser", { timeout: PATIENCE_MS }, () => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let requests: string[]
  let complaints: string[]

  beforeAll(async () => {
    const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-zygote"]
    browser = await playwright.launch({ executablePath: await chromium.executablePath(), args, headless: true })
  }, PATIENCE_MS)

  afterAll(() => browser.close())

  beforeEach(async () => {
    requests = []
    complaints = []
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    context.setDefaultTimeout(PATIENCE_MS / 2)
    context.on("request", (request) => requests.push(request.url()))
    context.on("console", (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text())
    })
    context.on("weberror", (error) => complaints.push(error.error().message))
    page = await context.newPage()
    await page.goto(`${origin}/graphql`)
  }, PATIENCE_MS)

  afterEach(async () => {
    await context.close()
    expect(requests.filter((url) => !/^(data|blob):/.test(url) && new URL(url).origin !== origin)).toEqual([])
    expect(complaints).toEqual([])
  })

  const status = () => page.getByRole("status").first()
  const answered = () => page.locator(".graphiql-response").innerText()

  async function useToken(token: string): Promise<void> {
    await page.getByLabel("Bearer token").fill(token)
    await page.getByRole("button", { name: "Use this token" }).click()
  }

  it("says how to get a token, and asks for nothing before there is one", async () => {
    await page.getByText("query MemberCard").first().waitFor()
    expect(await page.getByRole("tab").allInnerTexts()).toEqual(expect.arrayContaining(["MemberCard", "BranchRoster", "OrganisationTree", "CityFigures"]))
    expect(await status().innerText()).toContain("npm run --silent token -- --as auditor")
    expect(requests.filter((url) => url === `${origin}/graphql`)).toHaveLength(1)
  })

  it("takes a token, loads the documentation, and runs an example", async () => {
    await useToken(`Bearer ${TOKEN} `)
    await expect.poll(() => status().innerText(), { timeout: PATIENCE_MS / 2 }).toContain("The schema is loaded")
    await page.getByRole("button", { name: "Show Documentation Explorer" }).click()
    await page.getByRole("link", { name: "Query", exact: true }).first().click()
    await page.getByText("党员: one member, or null when there is none that you may see.").waitFor()
    await page.getByRole("button", { name: /Execute query/ }).click()
    await expect.poll(answered, { timeout: PATIENCE_MS / 2 }).toContain("王春梅")
    expect(await answered()).toContain("66.5")
    expect(await page.evaluate("({ ...localStorage })")).toEqual({})
  })

  it("keeps the token over a reload, and forgets it when asked", async () => {
    await useToken(TOKEN)
    await page.reload()
    await expect.poll(() => status().innerText(), { timeout: PATIENCE_MS / 2 }).toContain("The schema is loaded")
    await page.getByRole("button", { name: "Forget it" }).click()
    await expect.poll(() => status().innerText()).toContain("Without a token nothing is shown")
    expect(await page.evaluate("sessionStorage.getItem('bearer-token')")).toBeNull()
  })

  it("says that a token was refused", async () => {
    await useToken("expired")
    await expect.poll(() => status().innerText(), { timeout: PATIENCE_MS / 2 }).toContain("The token was refused")
  })
})
