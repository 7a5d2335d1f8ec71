import { writeComposed } from "./compose.ts"

// `npm run compose` writes the schemas that are generated and checked in; with --check it fails when one of them is stale.
const checkOnly = process.argv.includes("--check")
const paths = writeComposed({ checkOnly })
for (const path of paths) process.stdout.write(`${checkOnly ? "stale" : "wrote"}: ${path}\n`)
if (checkOnly && paths.length > 0) {
  process.stderr.write("Run npm run compose and review the difference.\n")
  process.exitCode = 1
}
