import { CannotStart, codeOf } from "../prisma/cannot-start.ts"
import { BadEnvironment } from "../subgraphs/shared/environment.ts"
import { type HttpServer, listen } from "../subgraphs/shared/listen.ts"
import { openLog } from "../subgraphs/shared/log.ts"
import { stopOnSignal } from "../subgraphs/shared/stop-on-signal.ts"
import { type Settings, readSettings } from "./environment.ts"
import { sendJson } from "./http/answer.ts"

/** Take the port, then start what answers there. The rest of the program is read only once the port is ours. */
async function main(): Promise<void> {
  const settings = readSettings(process.env)
  const log = openLog("gateway", settings.logLevel)
  const http = await takePort(settings)
  const stopping = new AbortController()
  let isStarted = false
  const starting = import("./start.ts").then(({ start }) => start(settings, http, log, stopping.signal))
  stopOnSignal(async () => {
    if (!isStarted) process.stderr.write("Stopping …\n")
    stopping.abort()
    const stop = await starting.catch(() => undefined)
    await stop?.()
  })
  await starting.catch((error: unknown) => {
    // What was cut off on purpose fails in its own way; there is nothing to say about it.
    if (!stopping.signal.aborted) throw error
  })
  isStarted = true
}

async function takePort({ port, host }: Settings): Promise<HttpServer> {
  try {
    return await listen({ port, host }, (_request, response) => sendJson(response, 503, { status: "starting" }, { "retry-after": "1" }))
  } catch (cause) {
    const code = codeOf(cause)
    if (code === "EADDRINUSE") throw new CannotStart(`Port ${port} is taken by another program. Stop it, or choose another with PORT.`, { cause })
    if (code === "EACCES") throw new CannotStart(`Port ${port} may not be opened by this user. Choose another with PORT, above 1023.`, { cause })
    throw new CannotStart(`${host}:${port} cannot be listened on (${code}). Set HOST and PORT.`, { cause })
  }
}

main().catch((error: unknown) => {
  const isExpected = error instanceof CannotStart || error instanceof BadEnvironment
  process.stderr.write(isExpected ? `${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
