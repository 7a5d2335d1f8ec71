import type { Level, Kind, MemberTally } from "./organisation.ts"

export type AdviceRule = "TOO_FEW_FULL_MEMBERS" | "MORE_THAN_50_MEMBERS" | "MORE_THAN_100_MEMBERS" | "COMMITTEE_SIZE"
/** Whom a rule counts: full members alone, or probationary ones too. */
export type AdviceBase = "FULL_MEMBERS" | "MEMBERS"
export type Advice = { rule: AdviceRule; base: AdviceBase; message: string; source: string }

const BRANCH_KINDS: readonly Kind[] = ["BRANCH", "TEMPORARY_BRANCH"]
/** Branches that elect a committee. */
const COMMITTEE_KINDS: readonly Kind[] = ["BRANCH", "JOINT_BRANCH"]
const COMMITTEE_FROM = 7

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
        base: "FULL_MEMBERS",
        message: `${fullMembers} full members: fewer than 3, so a joint branch with neighbours is suggested.`,
        source: "支部工作条例 Art. 5",
      },
    ]
  }
  if (organisation.kind !== "COMMITTEE" && members > 100) {
    return [
      {
        rule: "MORE_THAN_100_MEMBERS",
        base: "MEMBERS",
        message: `${members} members: more than 100, so a committee is suggested, with the superior's approval.`,
        source: "党章 Art. 30",
      },
    ]
  }
  if (BRANCH_KINDS.includes(organisation.kind) && members > 50) {
    return [
      {
        rule: "MORE_THAN_50_MEMBERS",
        base: "MEMBERS",
        message: `${members} members: more than 50, so a general branch is suggested, with the superior's approval.`,
        source: "支部工作条例 Art. 4",
      },
    ]
  }
  return []
}

/**
 * Say where the number of a branch's officers departs from what its size suggests: from 7 full members on a committee of 3 to 5, at
 * most 7; below that a secretary, and a deputy where one is needed. `officers` counts persons.
 *
 * Nobody recorded is unknown, not none: there is no advice then. Source: 中国共产党支部工作条例（试行）, Chapter 6.
 */
export function adviseOnCommittee(organisation: { kind: Kind; level: Level }, { fullMembers }: MemberTally, officers: number): Advice[] {
  if (!COMMITTEE_KINDS.includes(organisation.kind) || officers === 0) return []
  const isLarge = fullMembers >= COMMITTEE_FROM
  if (isLarge ? officers >= 3 && officers <= 7 : officers <= 2) return []
  const suggested = isLarge ? "a committee of 3 to 5, at most 7, is suggested" : "a secretary is suggested, and a deputy where one is needed"
  return [
    {
      rule: "COMMITTEE_SIZE",
      base: "FULL_MEMBERS",
      message: `${fullMembers} full members and ${officers} ${officers === 1 ? "officer" : "officers"}: ${suggested}.`,
      source: "支部工作条例 Chapter 6",
    },
  ]
}
