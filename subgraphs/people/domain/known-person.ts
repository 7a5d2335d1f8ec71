import type { FieldProblem } from "../../shared/result.ts"
import { type Viewer, mayRead } from "../../shared/viewer.ts"
import type { MembershipState } from "./import.ts"
import type { Stage } from "./member.ts"
import type { Newcomer } from "./newcomer.ts"
import { STAGES } from "./stages.ts"

/** Somebody who is in the books when a newcomer is written: as the one who writes sees them, within scope or not. */
export type KnownPerson = {
  id: string
  code: string
  name: string
  stage: Stage
  state: MembershipState
  branchPath: string | null
  branchName: string | null
}

export const CODE_TAKEN: FieldProblem = { path: "person.code", message: "This code is somebody's already; leave it out, and the next free one is given." }

/** Say that a citizen's number is in the books: whose and where to whoever may read that person, and to nobody else. */
export function numberTaken(viewer: Viewer, known: KnownPerson | null): FieldProblem {
  const path = "person.nationalId"
  if (known?.branchPath != null && mayRead(viewer, known.branchPath)) {
    return { path, message: `${known.name} (${known.code}) of ${known.branchName ?? "your organisations"} has this number; change that record.` }
  }
  const message =
    "Somebody with this number is in the books. Who comes with a letter from outside is taken in with receiveMember; who belongs elsewhere in the city is sent from there."
  return { path, message }
}

/** Say that somebody of this name and birth takes part in the branch, and nothing else tells the two apart. */
export function doubleFound({ name, birthOn }: Pick<Newcomer, "name" | "birthOn">, code: string): FieldProblem {
  return {
    path: "person.name",
    message: `${name}, born on ${birthOn}, takes part here already (${code}). If this is somebody else, give the citizen's number.`,
  }
}

/** Find what speaks against these particulars being those of the record with the same citizen's number. */
export function problemsOfReturn({ name, stage, code }: Newcomer, known: KnownPerson): FieldProblem[] {
  return [
    ...(name === known.name ? [] : [{ path: "person.name", message: "The books know the person with this number by another name; look at both again." }]),
    ...(STAGES.indexOf(stage) < STAGES.indexOf(known.stage)
      ? [{ path: "person.stage", message: `By the books the person had reached ${known.stage} before; no stage is lowered.` }]
      : []),
    ...(code === null || code === known.code ? [] : [{ path: "person.code", message: "The person keeps the code that they had; leave it out." }]),
  ]
}
