import { serveSubgraph } from "./serve.ts"
import { openLog } from "./log.ts"
import { answerTimesIn } from "./graphql/scalars.ts"
import {
  BadEnvironment,
  commonVariables,
  databaseUrl,
  ledgerVariables,
  personalDataKey,
  readEnvironment,
  reportVariables,
  sharedSecret,
  webhookVariables,
} from "./environment.ts"
import { atMost, stopOnSignal } from "./stop-on-signal.ts"
import { SEALING, type Subgraph, type SubgraphName, type SubgraphOptions } from "./subgraph.ts"

const CLOSE_MS = 2_000

/**
 * Run one subgraph as a server of its own until SIGTERM or Ctrl-C, then finish what is under way and exit with 0.
 *
 * Reads PORT (4001), HOST, LOG_LEVEL, TIME_ZONE, SUBGRAPH_SECRET and <NAME>_DATABASE_URL; people and courses also PERSONAL_DATA_KEY and,
 * while the key is being changed, PERSONAL_DATA_KEY_PREVIOUS; courses WEBHOOK_ALLOW_PRIVATE; attendance LEDGER_HEADS_FILE and DATABASE_REPORT_URL.
 */
export async function runSubgraph(name: SubgraphName, open: (options: SubgraphOptions) => Subgraph): Promise<void> {
  try {
    const urlVariable = `${name.toUpperCase()}_DATABASE_URL`
    const settings = readEnvironment({ ...commonVariables, PORT: commonVariables.PORT.default(4001), SUBGRAPH_SECRET: sharedSecret }, process.env)
    const { [urlVariable]: address = "" } = readEnvironment({ [urlVariable]: databaseUrl }, process.env)
    const personalDataKeys = SEALING.includes(name) ? readKeys() : []
    const allowsLoopbackWebhooks = readEnvironment(webhookVariables, process.env).WEBHOOK_ALLOW_PRIVATE === "on"
    const { LEDGER_HEADS_FILE: ledgerHeadsFile } = readEnvironment(ledgerVariables, process.env)
    const { DATABASE_REPORT_URL: reportDatabaseUrl } = readEnvironment(reportVariables, process.env)
    const log = openLog(name, settings.LOG_LEVEL)
    answerTimesIn(settings.TIME_ZONE)
    const subgraph = open({
      databaseUrl: address,
      connections: 10,
      timeZone: settings.TIME_ZONE,
      log,
      personalDataKeys,
      runsJobs: true,
      allowsLoopbackWebhooks,
      ...(ledgerHeadsFile ? { ledgerHeadsFile } : {}),
      ...(reportDatabaseUrl ? { reportDatabaseUrl } : {}),
    })
    const server = await serveSubgraph(subgraph, { port: settings.PORT, host: settings.HOST, secret: settings.SUBGRAPH_SECRET })
    log.info({ port: server.port }, "listening")
    stopOnSignal(async () => {
      await server.close()
      // A statement that hangs keeps its connection, and the request that waited for it is gone by now.
      await atMost(CLOSE_MS, subgraph.close())
    })
  } catch (error) {
    if (!(error instanceof BadEnvironment) && !(error instanceof Error && "code" in error)) throw error
    process.stderr.write(`${name}: ${error.message}\n`)
    process.exit(1)
  }
}

function readKeys(): string[] {
  const shape = { PERSONAL_DATA_KEY: personalDataKey, PERSONAL_DATA_KEY_PREVIOUS: personalDataKey.optional() }
  const { PERSONAL_DATA_KEY: key, PERSONAL_DATA_KEY_PREVIOUS: previous } = readEnvironment(shape, process.env)
  return previous ? [key, previous] : [key]
}
