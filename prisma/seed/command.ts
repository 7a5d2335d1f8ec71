import { rename } from "node:fs/promises"
import { join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import pg from "pg"
import { CannotStart } from "../cannot-start.ts"
import { migrate, OWNERS } from "../migrate.ts"
import { openOwnerDatabase } from "../owner-database.ts"
import { appUrlsFrom, namedAppUrls, namedUrl, personalDataKey } from "../setup.ts"
import { assertCityOptions, BadCityOption, type CityOptions } from "./city-options.ts"
import { isEmpty, seedCity, type SeedSummary } from "./seed-city.ts"

type Arguments = CityOptions & { replace: boolean }

const OWN_FOLDER = fileURLToPath(new URL("../../.data", import.meta.url))
const USAGE = "Usage: npm run seed -- [--members N] [--today YYYY-MM-DD] [--seed N] [--replace]"

let isInterrupted = false

/** What the person at the keyboard typed cannot be followed; the message says why in one sentence. */
class BadArgument extends Error {}

/** Load the sample city into the database that the environment names, or into the embedded one, and say what was loaded. */
async function main(): Promise<void> {
  const given = readArguments(process.argv.slice(2))
  assertCityOptions(given)
  const folder = resolve(process.env["DATA_FOLDER"] || OWN_FOLDER)
  const [named, appUrls, key] = [namedUrl("DATABASE_URL"), namedAppUrls(), personalDataKey(folder)]
  const { url, release } = await openOwnerDatabase(named, folder, stopOnSignal)
  try {
    await migrate(url, appUrlsFrom(url, appUrls))
    if (!(await isEmpty(url))) {
      if (!given.replace) throw new CannotStart("The database already holds organisations. Nothing was changed: add --replace to throw them away first.")
      await dropEverything(url)
      await setHeadsAside(folder)
      await migrate(url, appUrlsFrom(url, appUrls))
    }
    const { replace: _, ...options } = given
    report(await seedCity(url, { ...options, personalDataKey: key, onProgress: (line) => console.log(line) }))
  } finally {
    await release()
  }
}

function readArguments(args: string[]): Arguments {
  try {
    const { values } = parseArgs({
      args,
      options: { members: { type: "string" }, today: { type: "string" }, seed: { type: "string" }, replace: { type: "boolean", default: false } },
    })
    return {
      replace: values.replace,
      ...(values.members !== undefined ? { members: wholeNumber(values.members, "--members") } : {}),
      ...(values.today !== undefined ? { today: values.today } : {}),
      ...(values.seed !== undefined ? { seed: wholeNumber(values.seed, "--seed") } : {}),
    }
  } catch (cause) {
    if (cause instanceof BadArgument) throw cause
    throw new BadArgument(`${cause instanceof Error ? cause.message.split(/\.\s/)[0] : String(cause)}. ${USAGE}`, { cause })
  }
}

function wholeNumber(text: string, name: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new BadArgument(`${name} takes a whole number, and "${text}" is none. ${USAGE}`)
  return Number(text)
}

/** Leave no server behind when the load is interrupted; its transaction ends with the server. */
function stopOnSignal(release: () => Promise<void>): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      isInterrupted = true
      console.error("Interrupted: nothing was loaded.")
      void release()
        .catch(() => undefined)
        .finally(() => process.exit(130))
    })
  }
}

/** Drop what the migrations made, and nothing else that the database may hold. */
async function dropEverything(url: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(`DROP SCHEMA IF EXISTS ${OWNERS.flatMap((owner) => [`${owner}_api`, owner]).join(", ")} CASCADE`)
  } finally {
    await client.end()
  }
}

/** The heads that were published of a ledger that is no more are kept under another name: they would say of the new one that it was exchanged. */
async function setHeadsAside(folder: string): Promise<void> {
  const file = resolve(process.env["LEDGER_HEADS_FILE"] || join(folder, "ledger-heads.jsonl"))
  await rename(file, `${file}.${Date.now()}`).catch(() => undefined)
}

function report({ members, today, seed, rows, seconds }: SeedSummary): void {
  for (const [table, count] of Object.entries(rows)) console.log(`${table.padEnd(34)}${count.toLocaleString("en").padStart(14)}`)
  console.log(`The sample city of ${members.toLocaleString("en")} members (seed ${seed}, today ${today}) was loaded in ${seconds} s.`)
}

main().catch((error: unknown) => {
  if (isInterrupted) return
  if (!(error instanceof BadArgument || error instanceof CannotStart)) throw error
  console.error(error.message)
  process.exitCode = error instanceof BadArgument || error instanceof BadCityOption ? 2 : 1
})
