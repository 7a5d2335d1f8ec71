import { answerTimesIn } from "../subgraphs/shared/graphql/scalars.ts"
import type { HttpServer } from "../subgraphs/shared/listen.ts"
import type { Log } from "../subgraphs/shared/log.ts"
import { atMost } from "../subgraphs/shared/stop-on-signal.ts"
import { createAuthenticator, developmentIssuer, oidcIssuer } from "./authenticate.ts"
import { welcome } from "./banner.ts"
import { type OpenedDatabase, openData } from "./database.ts"
import { openDevelopmentIssuer } from "./development-issuer.ts"
import type { Settings } from "./environment.ts"
import { createGraphiqlPages } from "./http/graphiql.ts"
import { GRAPHQL_PATH, createRoutes } from "./http/routes.ts"
import { createLimits } from "./limits.ts"

const CLOSE_MS = 5_000

/**
 * Bring up everything that this process runs behind its port: database (embedded), subgraphs, gateway. Gives what stops it
 * again, in order: requests under way, gateway, subgraphs, database.
 *
 * The gateway's code is read while the database starts. `stopping` cuts short the loading of the sample city.
 *
 * @throws {CannotStart} when the database cannot be used.
 */
export async function start(settings: Settings, http: HttpServer, log: Log, stopping: AbortSignal): Promise<() => Promise<void>> {
  answerTimesIn(settings.timeZone)
  const opening: Promise<OpenedDatabase | null> = openData(settings, stopping, (line) => process.stdout.write(`${line}\n`))
  const [data, { openGateway }, { checkHealth, openSources }] = await Promise.all([opening, import("./gateway.ts"), import("./sources.ts")])
  try {
    const sources = openSources({ ...settings, personalDataKeys: data?.personalDataKeys ?? [] }, data?.appUrls ?? null, log, undefined, true)
    const { server: apollo, operations } = await openGateway(sources, log)
    const development = settings.developmentIssuer.isOn ? await openDevelopmentIssuer(settings.dataFolder, settings.developmentIssuer.key) : null
    const issuers = [...(settings.oidc ? [oidcIssuer(settings.oidc, log)] : []), ...(development ? [developmentIssuer(development)] : [])]
    const exampleIds = data?.exampleIds ?? null
    http.open(
      createRoutes({
        apollo,
        authenticate: createAuthenticator(issuers),
        limits: createLimits(operations),
        pages: createGraphiqlPages({ path: GRAPHQL_PATH, ...(exampleIds ? { exampleIds } : {}) }),
        files: { people: sources.people.files, courses: sources.courses.files, attendance: sources.attendance.files },
        calendars: sources.courses.calendars,
        exports: sources.attendance.exports,
        health: () => checkHealth(sources),
        log,
      }),
    )
    if (!stopping.aborted) process.stdout.write(welcome(settings, http.port, { hasDevelopmentIssuer: development !== null, exampleIds }))
    return async () => {
      await http.close()
      await apollo.stop()
      // A statement that hangs keeps its connection, and the request that waited for it is gone by now.
      await atMost(CLOSE_MS, Promise.all(Object.values(sources).map((source) => source.close())))
      await data?.stop?.()
    }
  } catch (error) {
    await data?.stop?.().catch(() => undefined)
    throw error
  }
}
