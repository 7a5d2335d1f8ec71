// `npm test`: installs and generates what is missing, then runs the tests once. Arguments go to vitest: `npm test -- tests/people`.
import { spawnSync } from "node:child_process"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { prepare } from "./prepare.mjs"

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

await prepare()
const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs")
const { status } = spawnSync(process.execPath, [vitest, "run", ...process.argv.slice(2)], { cwd: ROOT, stdio: "inherit" })
process.exitCode = status ?? 1
