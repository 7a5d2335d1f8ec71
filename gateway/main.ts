import { CannotStart } from "../prisma/embedded.ts"
import { BadEnvironment } from "../subgraphs/shared/environment.ts"
import { answerTimesIn } from "../subgraphs/shared/graphql/scalars.ts"
import { type Log, openLog } from "../subgraphs/shared/log.ts"
import { createAuthenticator, developmentIssuer, oidcIssuer } from "./authenticate.ts"
import { welcome } from "./banner.ts"
import { type OpenedDatabase, openData } from "./database.ts"
import { openDevelopmentIssuer } from "./development-issuer.ts"
import { type Settings, readSettings } from "./environment.ts"
import { openGateway } from "./gateway.ts"
import { createGraphiqlPages } from "./http/graphiql.ts"
import { GRAPHQL_PATH, type HttpServer, listen } from "./http/server.ts"
import { createLimits } from "./limits.ts"
import { checkHealth, openSources } from "./sources.ts"

const DRAIN_MS = 10_000

/** Start everything that this process runs: database (embedded), subgraphs, gateway, HTTP. Gives what stops it again. */
async function start(settings: Settings, log: Log): Promise<() => Promise<void>> {
  const http = await listen(settings.port, settings.host, log).catch((error: unknown) => {
    throw new CannotStart(reasonNotToListen(error, settings), { cause: error })
  })
  let data: OpenedDatabase | null = null
  try {
    answerTimesIn(settings.timeZone)
    data = await openData(settings, (line) => process.stdout.write(`${line}\n`))
    const sources = openSources(settings, data?.appUrls ?? null, log)
    const apollo = await openGateway(sources, log)
    const development = settings.developmentIssuer.isOn ? await openDevelopmentIssuer(settings.dataFolder, settings.developmentIssuer.key) : null
    const issuers = [...(settings.oidc ? [oidcIssuer(settings.oidc)] : []), ...(development ? [developmentIssuer(development)] : [])]
    http.open({
      apollo,
      authenticate: createAuthenticator(issuers),
      limits: createLimits(),
      pages: createGraphiqlPages({ path: GRAPHQL_PATH, ...(data?.exampleIds ? { exampleIds: data.exampleIds } : {}) }),
      health: () => checkHealth(sources),
    })
    process.stdout.write(welcome(settings, portOf(http), { hasDevelopmentIssuer: development !== null, exampleIds: data?.exampleIds ?? null }))
    const stopDatabase = data?.stop
    return async () => {
      await closed(http)
      await apollo.stop()
      await Promise.all(Object.values(sources).map((source) => source.close()))
      await stopDatabase?.()
    }
  } catch (error) {
    http.server.close()
    await data?.stop?.()
    throw error
  }
}

function reasonNotToListen(error: unknown, { port, host }: Settings): string {
  const code = error instanceof Error && "code" in error ? error.code : ""
  if (code === "EADDRINUSE") return `Port ${port} is taken by another program. Stop it, or choose another with PORT.`
  if (code === "EACCES") return `Port ${port} may not be opened by this user. Choose another with PORT, above 1023.`
  return `${host}:${port} cannot be listened on (${String(code || error)}). Set HOST and PORT.`
}

function portOf({ server }: HttpServer): number {
  const address = server.address()
  return typeof address === "object" && address ? address.port : 0
}

/** Take no new requests and wait for those under way, ten seconds at most. */
function closed({ server }: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
    server.close(() => {
      clearTimeout(late)
      resolve()
    })
    server.closeIdleConnections()
  })
}

/** Stop on the first SIGTERM or Ctrl-C, in order; a second one is not heard, so that the database is never cut off. */
function stopOnSignal(stop: () => Promise<void>, log: Log): void {
  let isStopping = false
  const onSignal = () => {
    if (isStopping) return
    isStopping = true
    stop().then(
      () => process.exit(0),
      (err: unknown) => {
        log.error({ err }, "did not stop cleanly")
        process.exit(1)
      },
    )
  }
  process.on("SIGTERM", onSignal)
  process.on("SIGINT", onSignal)
}

try {
  const settings = readSettings(process.env)
  const log = openLog("gateway", settings.logLevel)
  const starting = start(settings, log)
  stopOnSignal(async () => (await starting.catch(() => undefined))?.(), log)
  await starting
} catch (error) {
  if (!(error instanceof CannotStart) && !(error instanceof BadEnvironment)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
