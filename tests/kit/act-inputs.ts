import type { Person, Place } from "./things.ts"

export type Input = Record<string, unknown>

/** Everything that acts may be about: a superior with two communities, the first with two branches and somebody in each. */
export type Ground = { superior: Place; community: Place; sibling: Place; branch: Place; other: Place; wang: Person; li: Person }

/** Do an act that must succeed, and give the first id of its answer. */
export type IdFrom = (mutation: string, input: Input, select: string) => Promise<string>

/** How the input of each mutation is made on some ground. */
export type Inputs = Record<string, (ground: Ground) => Input | Promise<Input>>
