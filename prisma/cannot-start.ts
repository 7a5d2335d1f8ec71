/** A reason not to start that the person at the keyboard can act on; printed as one sentence, without a stack. */
export class CannotStart extends Error {}

/** Give the code of a system's error (ENOENT, EACCES …), or the error's text. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error)
}
