// Runs one of the project's TypeScript programs, after installing and generating what is missing, in this one process: a
// signal that reaches npm reaches the program. `node scripts/run.mjs gateway/main.ts [arguments]`
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"
import { prepare } from "./prepare.mjs"

await prepare()
const { register } = await import("tsx/esm/api")
register()
const [program, ...args] = process.argv.slice(2)
process.argv = [process.argv[0], resolve(program), ...args]
await import(pathToFileURL(resolve(program)).href)
