import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { GraphQLClient } from "graphql-request"
import { afterAll } from "vitest"
import { type Issuer, createAuthenticator, developmentIssuer } from "../../gateway/authenticate.ts"
import { openDevelopmentIssuer } from "../../gateway/development-issuer.ts"
import { createGraphiqlPages } from "../../gateway/http/graphiql.ts"
import { GRAPHQL_PATH, createRoutes } from "../../gateway/http/routes.ts"
import { createLimits } from "../../gateway/limits.ts"
import { checkHealth, openSources } from "../../gateway/sources.ts"
import type { SubgraphSource } from "../../gateway/subgraph-source.ts"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { listen } from "../../subgraphs/shared/listen.ts"
import { openLog } from "../../subgraphs/shared/log.ts"
import { SUBGRAPHS, type SubgraphName } from "../../subgraphs/shared/subgraph.ts"
import { CITY_KEY } from "./database.ts"
import { gatewayOver } from "./shared-gateway.ts"
import { countStatements } from "./statements.ts"

export type Cost = { statements: number; fetches: number; bySubgraph: Record<string, number> }

export type Stack = {
  url: string
  /** A client that signs in under this subject. */
  as(subject: string): Promise<GraphQLClient>
  token(subject: string): Promise<string>
  /** What a piece of work cost: SQL statements and fetches from subgraphs. */
  costOf(work: () => Promise<unknown>): Promise<Cost>
}

/** The instant at which the tests' clock stands still: a working morning in the city. */
export const NOW = new Date("2026-11-23T09:00:00+08:00")

/**
 * Open the whole stack over a database, in this process, behind real HTTP; closed when the test file ends. `issuers` are
 * believed besides the development issuer. Jobs are worked off only when asked.
 */
export async function openStack(ownerUrl: string, now: Date = NOW, issuers: readonly Issuer[] = [], runsJobs = false): Promise<Stack> {
  const log = openLog("tests", "silent")
  const sources = openSources(
    { remote: {}, subgraphSecret: null, timeZone: "Asia/Shanghai", personalDataKeys: [CITY_KEY] },
    appUrlsFrom(ownerUrl, {}),
    log,
    () => now,
    runsJobs,
  )
  const fetches = countFetches(sources)
  const { server: apollo, operations } = await gatewayOver(sources, log)
  const issuer = await openDevelopmentIssuer(mkdtempSync(join(tmpdir(), "party-school-issuer-")), null)
  const routes = createRoutes({
    apollo,
    authenticate: createAuthenticator([...issuers, developmentIssuer(issuer)]),
    limits: createLimits(operations),
    pages: createGraphiqlPages({ path: GRAPHQL_PATH }),
    files: { people: sources.people.files, courses: sources.courses.files, attendance: sources.attendance.files },
    calendars: sources.courses.calendars,
    exports: sources.attendance.exports,
    health: () => checkHealth(sources),
    log,
  })
  const http = await listen({ port: 0, host: "127.0.0.1" }, routes)
  const url = `http://127.0.0.1:${http.port}${GRAPHQL_PATH}`
  afterAll(async () => {
    await http.close()
    await Promise.all(SUBGRAPHS.map((name) => sources[name].close()))
  })
  return {
    url,
    token: (subject) => issuer.sign(subject),
    as: async (subject) => new GraphQLClient(url, { headers: { authorization: `Bearer ${await issuer.sign(subject)}` } }),
    async costOf(work) {
      fetches.clear()
      const statements = await countStatements(work)
      return { statements, fetches: [...fetches.values()].reduce((sum, count) => sum + count, 0), bySubgraph: Object.fromEntries(fetches) }
    },
  }
}

function countFetches(sources: Record<SubgraphName, SubgraphSource>): Map<string, number> {
  const fetches = new Map<string, number>()
  for (const name of SUBGRAPHS) {
    const { process } = sources[name]
    sources[name].process = (options) => {
      fetches.set(name, (fetches.get(name) ?? 0) + 1)
      return process(options)
    }
  }
  return fetches
}
