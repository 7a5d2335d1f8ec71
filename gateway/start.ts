import { answerTimesIn } from "../subgraphs/shared/graphql/scalars.ts"
import type { Log } from "../subgraphs/shared/log.ts"
import { createAuthenticator, developmentIssuer, oidcIssuer } from "./authenticate.ts"
import { welcome } from "./banner.ts"
import { type OpenedDatabase, openData } from "./database.ts"
import { openDevelopmentIssuer } from "./development-issuer.ts"
import type { Settings } from "./environment.ts"
import { createGraphiqlPages } from "./http/graphiql.ts"
import type { HttpServer } from "./http/listen.ts"
import { GRAPHQL_PATH, createRoutes } from "./http/routes.ts"
import { createLimits } from "./limits.ts"

/**
 * Bring up everything that this process runs behind its port: database (embedded), subgraphs, gateway. Gives what stops it
 * again, in order: requests under way, gateway, subgraphs, database.
 *
 * The gateway's code is read while the database starts.
 *
 * @throws {CannotStart} when the database cannot be used.
 */
export async function start(settings: Settings, http: HttpServer, log: Log): Promise<() => Promise<void>> {
  answerTimesIn(settings.timeZone)
  const opening: Promise<OpenedDatabase | null> = openData(settings, (line) => process.stdout.write(`${line}\n`))
  const [data, { openGateway }, { checkHealth, openSources }] = await Promise.all([opening, import("./gateway.ts"), import("./sources.ts")])
  try {
    const sources = openSources(settings, data?.appUrls ?? null, log)
    const apollo = await openGateway(sources, log)
    const development = settings.developmentIssuer.isOn ? await openDevelopmentIssuer(settings.dataFolder, settings.developmentIssuer.key) : null
    const issuers = [...(settings.oidc ? [oidcIssuer(settings.oidc)] : []), ...(development ? [developmentIssuer(development)] : [])]
    const exampleIds = data?.exampleIds ?? null
    http.open(
      createRoutes({
        apollo,
        authenticate: createAuthenticator(issuers),
        limits: createLimits(),
        pages: createGraphiqlPages({ path: GRAPHQL_PATH, ...(exampleIds ? { exampleIds } : {}) }),
        health: () => checkHealth(sources),
        log,
      }),
    )
    process.stdout.write(welcome(settings, http.port, { hasDevelopmentIssuer: development !== null, exampleIds }))
    return async () => {
      await http.close()
      await apollo.stop()
      await Promise.all(Object.values(sources).map((source) => source.close()))
      await data?.stop?.()
    }
  } catch (error) {
    await data?.stop?.()
    throw error
  }
}
