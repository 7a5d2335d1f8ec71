import { resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { CannotStart } from "./cannot-start.ts"
import { exportLedger } from "./ledger-export.ts"
import { openOwnerDatabase } from "./owner-database.ts"
import { namedUrl } from "./setup.ts"

const OWN_FOLDER = fileURLToPath(new URL("../.data", import.meta.url))
const USAGE = "Usage: npm run ledger-export -- --to <folder>"

/** Export the sealed ledger into a folder, and say which hash stands for it. */
async function main(): Promise<void> {
  const to = folderAsked()
  const { url, release } = await openOwnerDatabase(namedUrl("DATABASE_URL"), resolve(process.env["DATA_FOLDER"] || OWN_FOLDER), stopOnSignal)
  try {
    const { seals, rows, head } = await exportLedger(url, to, (line) => console.log(line))
    if (seals === 0) throw new CannotStart("Nothing is sealed yet: there is nothing to export.")
    console.log(`Exported ${rows.toLocaleString("en")} rows under ${seals.toLocaleString("en")} seals to ${to}.`)
    console.log(`The last seal's hash: ${head}`)
    console.log(`Verify it anywhere: node scripts/verify-ledger.mjs ${to} --root ${head}`)
  } finally {
    await release()
  }
}

function folderAsked(): string {
  try {
    const { values } = parseArgs({ options: { to: { type: "string" } } })
    if (values.to) return resolve(values.to)
  } catch (cause) {
    throw new CannotStart(`${cause instanceof Error ? cause.message.split(/\.\s/)[0] : String(cause)}. ${USAGE}`, { cause })
  }
  throw new CannotStart(USAGE)
}

/** Leave no server behind when it is interrupted; what was written is of no use then. */
function stopOnSignal(release: () => Promise<void>): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      console.error("Interrupted: what was exported is not whole.")
      void release()
        .catch(() => undefined)
        .finally(() => process.exit(130))
    })
  }
}

main().catch((error: unknown) => {
  if (!(error instanceof CannotStart)) throw error
  console.error(error.message)
  process.exitCode = 1
})
