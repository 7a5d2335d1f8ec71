import type { IdFrom, Inputs } from "./act-inputs.ts"

const PARAMETERS = {
  requirements: [{ role: "MEMBER", hours: 32 }],
  categories: ["INTENSIVE", "COLLECTIVE", "PARTY_LECTURE", "THEME_DAY", "ONLINE", "PRACTICE"].map((category) => ({ category, countsAs: "COLLECTIVE" })),
  minutesPerHour: 60,
  roundingStep: 0.5,
  roundingDirection: "DOWN",
  makeUpFactor: 1,
  inspection: { filedWithinDays: 5, countsWorkingDays: false },
  organisationLife: { lectures: 2 },
}

/** Inputs of acts about rules of study, designations and accounts of years. */
export function hoursInputs(idFrom: IdFrom): Inputs {
  const words = { title: "学时规则", jurisdiction: "某区", sourceDocument: "区组发〔2026〕3号", article: "第二条", status: "LOCAL" }
  const ruleSet = (organisation: string) => ({ organisation, ...words, effectiveFrom: "2026-01-01", effectiveTo: "2030-01-01", parameters: PARAMETERS })
  return {
    addRuleSet: ({ branch }) => ruleSet(branch.id),
    endRuleSet: async ({ other }) => ({
      ruleSet: await idFrom("addRuleSet", ruleSet(other.id), "... on RuleSetAdded { ruleSet { id } }"),
      effectiveTo: "2027-01-01",
      reason: "换新",
    }),
    designateMember: ({ wang }) => ({ member: wang.id, kind: "CADRE", fromYear: 2026, toYear: 2027, reason: "乡科级干部", documentNumber: "5号" }),
    recalculateHours: ({ branch }) => ({ organisation: branch.id, year: 2026 }),
  }
}
