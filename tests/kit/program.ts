import { type ChildProcess, spawn } from "node:child_process"
import { createServer } from "node:net"
import { fileURLToPath } from "node:url"
import { onTestFinished } from "vitest"

export const ROOT = fileURLToPath(new URL("../..", import.meta.url))

export type Program = {
  pid: number
  output(): { stdout: string; stderr: string }
  /** Wait until the program has printed this. */
  prints(text: string): Promise<void>
  /** Wait until it ends; gives its exit code. */
  ends(): Promise<number | null>
  kill(signal: NodeJS.Signals): void
}

const PATIENCE_MS = 60_000

/** Run a command of the project as a process of its own, as a person would; it is stopped when the test ends. */
export function run(command: readonly string[], environment: Record<string, string>): Program {
  const program = launch(command, environment)
  onTestFinished(async () => {
    program.kill("SIGTERM")
    await program.ends()
  })
  return program
}

function launch(command: readonly string[], environment: Record<string, string>): Program {
  const [name = "node", ...args] = command
  const child = spawn(name === "node" ? process.execPath : name, args, {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], SKIP_INSTALL: "1", TZ: "America/New_York", ...environment },
  })
  const printed = { stdout: "", stderr: "" }
  child.stdout.on("data", (chunk: Buffer) => (printed.stdout += chunk.toString()))
  child.stderr.on("data", (chunk: Buffer) => (printed.stderr += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve))
  return {
    pid: child.pid ?? 0,
    output: () => printed,
    kill: (signal) => void child.kill(signal),
    ends: () => within(ended, child, printed),
    async prints(text) {
      for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(25)) {
        if ((printed.stdout + printed.stderr).includes(text)) return
        if (child.exitCode !== null) break
      }
      throw new Error(`${command.join(" ")} did not print ${JSON.stringify(text)}, but:\n${printed.stdout}\n${printed.stderr}`)
    },
  }
}

/** Run a program of the project to its end. */
export async function runToEnd(
  program: string,
  args: readonly string[],
  environment: Record<string, string>,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const started = launch(["node", "scripts/run.mjs", program, ...args], environment)
  const code = await started.ends()
  return { code, ...started.output() }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === "object" ? address.port : 0))
    })
  })
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

async function within(ended: Promise<number | null>, child: ChildProcess, printed: { stdout: string; stderr: string }): Promise<number | null> {
  const late = pause(PATIENCE_MS).then((): never => {
    child.kill("SIGKILL")
    throw new Error(`the program did not end:\n${printed.stdout}\n${printed.stderr}`)
  })
  return Promise.race([ended, late])
}
