import { spawn } from "node:child_process"

/** A program that ended badly; the message is the last line of what it said on standard error. */
export class ProgramFailed extends Error {}

/**
 * Run a program to its end, in a process group of its own: Ctrl-C at the terminal reaches us and not it.
 *
 * @throws {ProgramFailed} when it cannot be run or ends with another code than 0.
 */
export function runDetached(path: string, args: readonly string[], options: { cwd: string; uid?: number; gid?: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, { ...options, detached: process.platform !== "win32", windowsHide: true, stdio: ["ignore", "ignore", "pipe"] })
    let said = ""
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()))
    child.once("error", (cause) => reject(new ProgramFailed(cause.message, { cause })))
    child.once("close", (code, signal) => {
      if (code === 0) return resolve()
      reject(new ProgramFailed(said.trim().split("\n").at(-1) || `${path} ended with ${signal ?? code}`))
    })
  })
}
