import { spawn } from "node:child_process"
import { once } from "node:events"
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { connect, createServer } from "node:net"
import { tmpdir } from "node:os"
import { join, relative } from "node:path"
import { beforeAll, expect, onTestFinished, test } from "vitest"
import { openDevelopmentIssuer } from "../../gateway/development-issuer.ts"
import { startEmbedded } from "../../prisma/embedded.ts"
import { isEmpty } from "../../prisma/seed/seed-city.ts"
import { ROOT, freePort, pause, run, runToEnd } from "../kit/program.ts"

const START = ["node", "scripts/run.mjs", "gateway/main.ts"]
const SMALL = ["--members", "300", "--today", "2026-11-23"]

function newFolder(): string {
  const made = mkdtempSync(join(tmpdir(), "party-school-stop-"))
  chmodSync(made, 0o755)
  return made
}

/** A data folder of this file's own, with a small sample city in it. */
let city: string
beforeAll(async () => {
  city = newFolder()
  expect(await runToEnd("prisma/seed/command.ts", SMALL, { DATA_FOLDER: city })).toMatchObject({ code: 0, stderr: "" })
})

test("a start that is stopped while it loads the sample city says so, ends with 0 and leaves the database empty", async () => {
  const folder = newFolder()
  const program = run(START, { DATA_FOLDER: folder, PORT: String(await freePort()) })
  await program.prints("communities")
  program.kill("SIGTERM")
  expect(await program.ends()).toBe(0)
  const { stdout, stderr } = program.output()
  expect(stderr).toBe("Stopping …\n")
  expect(stdout).not.toContain("Ready:")
  expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false)

  const embedded = await startEmbedded(folder)
  expect(await isEmpty(embedded.url)).toBe(true)
  await embedded.stop()
})

test("a first start that was cut off leaves nothing that the next one takes for a database", async () => {
  const folder = newFolder()
  const program = run(START, { DATA_FOLDER: folder, PORT: String(await freePort()) })
  while (!existsSync(join(folder, "postgres.new", "PG_VERSION"))) await pause(10)
  program.kill("SIGKILL")
  await program.ends()
  expect(existsSync(join(folder, "postgres"))).toBe(false)
  // What made the files was not killed with its parent.
  await pause(3_000)
  const token = await runToEnd("gateway/token-command.ts", ["--as", "auditor"], { DATA_FOLDER: folder })
  expect(token.stderr).toBe("There is no sample city yet: run npm start once, or npm run seed.\n")
  expect(readFileSync(join(folder, "postgres", "PG_VERSION"), "utf8")).toBe("18\n")
  expect(existsSync(join(folder, "postgres.new"))).toBe(false)
})

test("a process that has the number of a server from before the machine's restart is left alone", async () => {
  const innocent = spawn("sleep", ["60"])
  onTestFinished(() => void innocent.kill())
  const deaf = createServer().listen(0, "127.0.0.1")
  await once(deaf, "listening")
  onTestFinished(() => void deaf.close())
  const address = deaf.address()
  const port = typeof address === "object" ? address?.port : 0
  writeFileSync(join(city, "postgres", "postmaster.pid"), `${innocent.pid}\n${join(city, "postgres")}\n1000\n${port}\n\n127.0.0.1\n 1 1\nready\n`)
  writeFileSync(join(city, "owner.pid"), String(innocent.pid))

  const program = run(START, { DATA_FOLDER: city, PORT: String(await freePort()) })
  await program.prints("Ready:")
  expect(innocent.exitCode ?? innocent.signalCode).toBeNull()
})

test("a relative data folder is one of the current folder, for each program", async () => {
  const folder = relative(ROOT, city)
  expect(folder).toMatch(/^\.\./)
  const seed = await runToEnd("prisma/seed/command.ts", SMALL, { DATA_FOLDER: folder })
  expect(seed.stderr).toContain("The database already holds organisations.")
  const token = await runToEnd("gateway/token-command.ts", ["--as", "auditor"], { DATA_FOLDER: folder })
  expect(token.code).toBe(0)
})

test("a kept secret that cannot be read is not replaced", async () => {
  const folder = newFolder()
  mkdirSync(join(folder, "development-issuer.json"))
  const token = await runToEnd("gateway/token-command.ts", ["--as", "auditor"], { DATA_FOLDER: folder })
  expect(token).toMatchObject({ code: 1, stdout: "" })
  expect(token.stderr).toMatch(/^The file .*development-issuer\.json cannot be read \(EISDIR\)\. Nothing was changed: [^\n]*\n$/)
})

test("an upload that its sender gives up is no fault, and a connection that is kept does not delay the end", async () => {
  const port = await freePort()
  const program = run(START, { DATA_FOLDER: city, PORT: String(port) })
  await program.prints("Ready:")
  const issuer = await openDevelopmentIssuer(city, null)
  const headers = [
    "POST /graphql HTTP/1.1",
    "Host: x",
    `Authorization: Bearer ${await issuer.sign("x")}`,
    "Content-Type: application/json",
    "Content-Length: 99",
  ]
  const upload = connect(port, "127.0.0.1")
  upload.write(`${headers.join("\r\n")}\r\n\r\n{"query`)
  await pause(200)
  upload.resetAndDestroy()
  await pause(200)

  const kept = connect(port, "127.0.0.1")
  kept.write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
  await once(kept, "data")
  program.kill("SIGTERM")
  expect(await program.ends()).toBe(0)
  expect(program.output().stderr).toBe("")
})
