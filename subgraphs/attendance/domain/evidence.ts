/** How many pieces one record may name. */
export const MOST_EVIDENCE = 10

/** Whose records a piece of evidence belongs to: the lesson's organiser or the person's branch, and the person where it is about one. */
export type EvidenceOwner = { organisationPath: string; memberId: string | null }

/** 佐证材料: what a piece of evidence is, without its content. `sha256` is in hexadecimal. */
export type Evidence = { id: string; name: string; mediaType: string; bytes: number; sha256: string }
