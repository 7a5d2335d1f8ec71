import { parseArgs } from "node:util"
import { CannotStart } from "../prisma/cannot-start.ts"
import { findRunning, startEmbedded } from "../prisma/embedded.ts"
import { type AccountRole, NoSuchAccount, ROLES, findAccount } from "../prisma/seed/development-accounts.ts"
import { BadEnvironment } from "../subgraphs/shared/environment.ts"
import { openDevelopmentIssuer } from "./development-issuer.ts"
import { readSettings } from "./environment.ts"

const USAGE = `npm run --silent token -- --as <${ROLES.join("|")}> [--at <organisation's name or id>]`

/**
 * Print a token of the development issuer for an account of the sample city: the token on standard output, whose it is on
 * standard error.
 */
async function printToken(): Promise<void> {
  const { as, at } = readArguments()
  const settings = readSettings(process.env)
  if (!settings.developmentIssuer.isOn) {
    throw new BadEnvironment("The development issuer is off here: it is on with the embedded database alone, or with DEVELOPMENT_ISSUER=on.")
  }
  const issuer = await openDevelopmentIssuer(settings.dataFolder, settings.developmentIssuer.key)
  const running = settings.databaseUrl ?? (await findRunning(settings.dataFolder))
  const embedded = running === null ? await startEmbedded(settings.dataFolder) : null
  try {
    const account = await findAccount(running ?? embedded?.url ?? "", as, at)
    process.stderr.write(`${account.name}, ${as} at ${account.organisation}${account.memberId ? `, ${account.memberId}` : ""}; good for 12 hours\n`)
    process.stdout.write(`${await issuer.sign(account.subject)}\n`)
  } finally {
    await embedded?.stop()
  }
}

function readArguments(): { as: AccountRole; at: string | null } {
  try {
    const { values } = parseArgs({ options: { as: { type: "string" }, at: { type: "string" } } })
    const as = ROLES.find((role) => role === values.as)
    if (as) return { as, at: values.at ?? null }
  } catch {
    // falls through to the usage
  }
  throw new BadEnvironment(`Say whose token: ${USAGE}`)
}

try {
  await printToken()
} catch (error) {
  const isExpected = error instanceof NoSuchAccount || error instanceof BadEnvironment || error instanceof CannotStart
  const isMissing = error instanceof Error && "code" in error && (error.code === "3D000" || error.code === "42P01")
  if (!isExpected && !isMissing) throw error
  process.stderr.write(`${isMissing ? "There is no sample city yet: run npm start once, or npm run seed." : error.message}\n`)
  process.exitCode = 1
}
