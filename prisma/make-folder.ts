import { existsSync, mkdirSync } from "node:fs"
import { dirname } from "node:path"
import { CannotStart, codeOf } from "./cannot-start.ts"

/**
 * Make a folder with those above it that are missing.
 *
 * Node's own recursive mkdir never ends where a file system answers "no such folder" for a parent that is there, as /proc does.
 *
 * @throws {CannotStart} when it can be neither found nor made.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return
  const parent = dirname(path)
  if (parent !== path) makeFolder(parent)
  try {
    mkdirSync(path)
  } catch (cause) {
    throw new CannotStart(`The folder ${path} cannot be made (${codeOf(cause)}). Name another with DATA_FOLDER.`, { cause })
  }
}
