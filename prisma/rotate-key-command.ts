import { resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { CannotUnseal, parseSealingKey } from "../subgraphs/shared/sealed.ts"
import { CannotStart } from "./cannot-start.ts"
import { migrate } from "./migrate.ts"
import { openOwnerDatabase } from "./owner-database.ts"
import { rotateKey } from "./rotate-key.ts"
import { appUrlsFrom, namedAppUrls, namedUrl } from "./setup.ts"

const OWN_FOLDER = fileURLToPath(new URL("../.data", import.meta.url))

/** Seal all personal data with PERSONAL_DATA_KEY that PERSONAL_DATA_KEY_PREVIOUS had sealed, and say how much it was. */
async function main(): Promise<void> {
  const keys = { current: keyNamed("PERSONAL_DATA_KEY"), previous: keyNamed("PERSONAL_DATA_KEY_PREVIOUS") }
  if (keys.current.id.equals(keys.previous.id)) throw new CannotStart("PERSONAL_DATA_KEY and PERSONAL_DATA_KEY_PREVIOUS are the same key.")
  const { url, release } = await openOwnerDatabase(namedUrl("DATABASE_URL"), resolve(process.env["DATA_FOLDER"] || OWN_FOLDER), stopOnSignal)
  try {
    await migrate(url, appUrlsFrom(url, namedAppUrls()))
    const { resealed, unopened } = await rotateKey(url, keys, (line) => console.log(line))
    console.log(`Sealed anew: ${resealed.toLocaleString("en")} rows. PERSONAL_DATA_KEY opens everything${unopened > 0 ? " but what is named below" : ""}.`)
    if (unopened > 0) throw new CannotStart(`${unopened.toLocaleString("en")} rows hold something that neither key opens; they were left as they are.`)
  } finally {
    await release()
  }
}

function keyNamed(variable: string) {
  try {
    return parseSealingKey(process.env[variable] ?? "")
  } catch (cause) {
    if (!(cause instanceof CannotUnseal)) throw cause
    throw new CannotStart(`${variable} must hold 64 hexadecimal digits: the new key and the previous one are both needed.`, { cause })
  }
}

/** Leave no server behind when it is interrupted; the batches that were done stay done. */
function stopOnSignal(release: () => Promise<void>): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      console.error("Interrupted: what was sealed anew stays so. Run it again to go on.")
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
