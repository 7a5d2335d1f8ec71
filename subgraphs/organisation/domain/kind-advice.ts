import type { Level, Kind, MemberTally } from "./organisation.ts"

export type AdviceRule = "TOO_FEW_FULL_MEMBERS" | "MORE_THAN_50_MEMBERS" | "MORE_THAN_100_MEMBERS"
export type Advice = { rule: AdviceRule; message: string; source: string }

const BRANCH_KINDS: readonly Kind[] = ["BRANCH", "TEMPORARY_BRANCH"]

/**
 * Say where an organisation's kind departs from what its size suggests. Advice, never a constraint: the superior approves.
 *
 * The bases differ: the floor of 3 counts full members alone, the ceilings of 50 and 100 count probationary ones too.
 * Source: 中国共产党支部工作条例（试行）, Art. 4–5 (3 full members, at most 50); 党章, Art. 30 (general branch, committee).
 */
export function adviseOnKind(organisation: { kind: Kind; level: Level }, { members, fullMembers }: MemberTally): Advice[] {
  if (organisation.level !== "COMMUNITY" && organisation.level !== "BRANCH") return []
  if (BRANCH_KINDS.includes(organisation.kind) && fullMembers < 3) {
    return [
      {
        rule: "TOO_FEW_FULL_MEMBERS",
        message: `${fullMembers} full members: fewer than 3, so a joint branch with neighbours is suggested.`,
        source: "支部工作条例 Art. 5",
      },
    ]
  }
  if (organisation.kind !== "COMMITTEE" && members > 100) {
    return [
      {
        rule: "MORE_THAN_100_MEMBERS",
        message: `${members} members: more than 100, so a committee is suggested, with the superior's approval.`,
        source: "党章 Art. 30",
      },
    ]
  }
  if (BRANCH_KINDS.includes(organisation.kind) && members > 50) {
    return [
      {
        rule: "MORE_THAN_50_MEMBERS",
        message: `${members} members: more than 50, so a general branch is suggested, with the superior's approval.`,
        source: "支部工作条例 Art. 4",
      },
    ]
  }
  return []
}
