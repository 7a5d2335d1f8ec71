/** How somebody came to be expected: by name, with the class, of their own accord, or because the audience means them. */
export type EnrolmentSource = "NAMED" | "CLASS" | "SELF" | "AUDIENCE"

/**
 * Who is to be expected at a lesson, each once, in the order in which places are given: those named, the class, the audience. Members are
 * uuids: a lesson for a city expects tens of thousands, and nobody outside the database reads them one by one.
 */
export type Expected = { source: EnrolmentSource; members: string[] }[]

export function membersOf(expected: Expected): string[] {
  return expected.flatMap(({ members }) => members)
}

export function countOf(expected: Expected): number {
  return expected.reduce((sum, { members }) => sum + members.length, 0)
}
