import { CannotStart } from "../prisma/cannot-start.ts"
import { BadEnvironment } from "../subgraphs/shared/environment.ts"
import { openLog } from "../subgraphs/shared/log.ts"
import { type Settings, readSettings } from "./environment.ts"
import { type HttpServer, listen } from "./http/listen.ts"

/** Take the port, then start what answers there. The rest of the program is read only once the port is ours. */
async function main(): Promise<void> {
  const settings = readSettings(process.env)
  const log = openLog("gateway", settings.logLevel)
  const http = await takePort(settings)
  const starting = import("./start.ts").then(({ start }) => start(settings, http, log))
  stopOnSignal(async () => (await starting.catch(() => undefined))?.())
  await starting
}

async function takePort({ port, host }: Settings): Promise<HttpServer> {
  try {
    return await listen(port, host)
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : cause
    if (code === "EADDRINUSE") throw new CannotStart(`Port ${port} is taken by another program. Stop it, or choose another with PORT.`, { cause })
    if (code === "EACCES") throw new CannotStart(`Port ${port} may not be opened by this user. Choose another with PORT, above 1023.`, { cause })
    throw new CannotStart(`${host}:${port} cannot be listened on (${String(code)}). Set HOST and PORT.`, { cause })
  }
}

/** Stop in order on the first SIGTERM or Ctrl-C; a second one is not heard, so that the database is never cut off. */
function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false
  const onSignal = () => {
    if (isStopping) return
    isStopping = true
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`It did not stop cleanly: ${String(error)}\n`)
        process.exit(1)
      },
    )
  }
  process.on("SIGTERM", onSignal)
  process.on("SIGINT", onSignal)
}

main().catch((error: unknown) => {
  const isExpected = error instanceof CannotStart || error instanceof BadEnvironment
  process.stderr.write(isExpected ? `${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
