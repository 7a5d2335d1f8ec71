import { createWriteStream } from "node:fs"
import { rename, rm } from "node:fs/promises"
import { resolve } from "node:path"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { parseArgs } from "node:util"
import { CannotStart } from "../prisma/cannot-start.ts"
import { findRunning, startEmbedded } from "../prisma/embedded.ts"
import { appUrlsFrom, namedUrl } from "../prisma/setup.ts"
import { BadInput } from "../subgraphs/shared/errors.ts"
import { BadEnvironment, commonVariables, readEnvironment } from "../subgraphs/shared/environment.ts"
import { openLog } from "../subgraphs/shared/log.ts"
import { OWN_FOLDER } from "./environment.ts"
import { openExtracts } from "./subgraphs.ts"

type Extracts = ReturnType<typeof openExtracts>
type Asked = Record<string, string | undefined>

/** A command that takes a file out of the graph in somebody's name. */
export type ExtractCommand = {
  usage: string
  /** Names of options beside `--as` and `--to`; those that must be given end in `!`. */
  options: readonly string[]
  /** Gives the bytes, or null for what the account may not take out; says afterwards what was written. */
  take(extracts: Extracts, who: string, asked: Asked): Promise<{ bytes: AsyncIterable<Uint8Array | string>; said(): string[] } | null>
}

/** Run a command: open the database, take the file out in the account's name, and write it; a file that is not whole is none. */
export async function runExtract(command: ExtractCommand): Promise<void> {
  try {
    await extract(command)
  } catch (error) {
    const isExpected = error instanceof CannotStart || error instanceof BadEnvironment || error instanceof BadInput
    if (!isExpected) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

async function extract({ usage, options, take }: ExtractCommand): Promise<void> {
  const asked = readAsked(usage, [...options, "as!", "to!"])
  const to = resolve(asked["to"] ?? "")
  const { TIME_ZONE: timeZone, LOG_LEVEL: level } = readEnvironment(commonVariables, { PORT: "0", ...process.env })
  const dataFolder = resolve(process.env["DATA_FOLDER"] || OWN_FOLDER)
  const running = namedUrl("DATABASE_URL") ?? (await findRunning(dataFolder))
  const embedded = running === null ? await startEmbedded(dataFolder) : null
  const databaseUrl = appUrlsFrom(running ?? embedded?.url ?? "").attendance
  const extracts = openExtracts({ databaseUrl, timeZone, log: openLog("extract", level) })
  const part = `${to}.part`
  try {
    const taken = await take(extracts, asked["as"] ?? "", asked)
    if (!taken) throw new CannotStart("There is no such organisation for this account, or it may not take this out.")
    await pipeline(Readable.from(taken.bytes, { objectMode: true }), createWriteStream(part, { mode: 0o600 }))
    await rename(part, to)
    process.stdout.write(`${[`Written to ${to}.`, ...taken.said()].join("\n")}\n`)
  } finally {
    await rm(part, { force: true })
    await extracts.close()
    await embedded?.stop()
  }
}

function readAsked(usage: string, options: readonly string[]): Asked {
  const names = options.map((option) => option.replace("!", ""))
  try {
    const { values } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, { type: "string" as const }])) })
    const missing = options.find((option) => option.endsWith("!") && !values[option.slice(0, -1)])
    if (missing === undefined) return values
  } catch (cause) {
    throw new CannotStart(usage, { cause })
  }
  throw new CannotStart(usage)
}

/** Read an instant that was given as ISO 8601 with its offset; null when none was. @throws {CannotStart} */
export function instantAsked(given: string | undefined): Date | null {
  if (given === undefined) return null
  const at = /T.*(Z|[+-]\d\d:\d\d)$/.test(given) ? new Date(given) : new Date(Number.NaN)
  if (Number.isNaN(at.getTime())) throw new CannotStart("--as-of is an instant such as 2025-12-31T23:59:59+08:00.")
  return at
}
