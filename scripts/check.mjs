// `npm run check`: everything that a machine can say about a change, short of running the tests; `--all` runs them too.
// `--report <file>` writes how many steps failed, for .ci/run. Plain JavaScript: it runs before there are any packages.
import { spawn } from "node:child_process"
import { writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { prepare } from "./prepare.mjs"

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const ROOMS = ["gateway", "subgraphs", "prisma", "tests", "bench", "scripts", "codegen.ts", "prisma.config.ts", "vitest.config.ts"]
/** As many as run side by side without slowing each other down on a small machine. */
const AT_ONCE = 2

/** [what is checked, the program, its arguments]. The longest come first. */
const STEPS = [
  ["types", "node_modules/typescript/bin/tsc", "--noEmit"],
  ["types of the browser page", "node_modules/typescript/bin/tsc", "--noEmit", "-p", "gateway/http/graphiql"],
  ["format", "node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."],
  ["import rules", "node_modules/dependency-cruiser/bin/dependency-cruise.mjs", "--output-type", "err", ...ROOMS],
  ["composed schemas are fresh", "scripts/run.mjs", "gateway/compose-command.ts", "--check"],
  ["typed operations are fresh", "scripts/run.mjs", "scripts/codegen.ts", "--check"],
  ["lint", "node_modules/oxlint/bin/oxlint"],
]

const { values } = parseArgs({ options: { all: { type: "boolean", default: false }, report: { type: "string" } } })

await prepare()
const waiting = [...STEPS]
const results = []
await Promise.all(Array.from({ length: AT_ONCE }, work))
if (values.all) results.push(await runStep(["tests", "scripts/test.mjs"], "inherit"))

const failed = results.filter((isGood) => !isGood).length
process.stdout.write(failed === 0 ? "All is well.\n" : `${failed} of ${results.length} failed.\n`)
if (values.report) writeFileSync(values.report, JSON.stringify({ failed }))
process.exitCode = failed === 0 ? 0 : 1

async function work() {
  for (let step = waiting.shift(); step; step = waiting.shift()) results.push(await runStep(step, "pipe"))
}

/** Run one step and print a line about it; when it fails, what it said. */
function runStep([name, program, ...args], stdio) {
  const begin = performance.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, program), ...args], { cwd: ROOT, stdio: ["ignore", stdio, stdio] })
    let output = ""
    child.stdout?.on("data", (chunk) => (output += chunk))
    child.stderr?.on("data", (chunk) => (output += chunk))
    child.on("error", (error) => (output += error.message))
    child.on("close", (status) => {
      const seconds = ((performance.now() - begin) / 1000).toFixed(1)
      process.stdout.write(`${status === 0 ? "ok    " : "FAILED"} ${name.padEnd(28)} ${seconds.padStart(6)} s\n`)
      if (status !== 0 && output.trim() !== "") process.stdout.write(`${output.trimEnd().replace(/^/gm, "       ")}\n`)
      resolve(status === 0)
    })
  })
}
