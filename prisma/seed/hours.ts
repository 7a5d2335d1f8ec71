import { annualHours, type AttendanceFact } from "../../subgraphs/attendance/domain/annual-hours.ts"
import { roleInYear } from "../../subgraphs/attendance/domain/role-in-year.ts"
import { dateText, dayOf, type Day } from "./calendar.ts"
import type { City } from "./city.ts"
import { branchOn, stageOn, type Person } from "./people.ts"
import type { BranchPlan, CommunityPlan } from "./plan.ts"

/** Add up both years of everybody in a community from the facts that were written, by the rules that judge those years, and say what was made up. */
export function writeAnnualHours(city: City, plan: CommunityPlan, people: readonly Person[]): void {
  const { today, years } = city.period
  const earned = new Map<string, number>()
  years.forEach((year, index) => {
    const { id, ruleSet } = city.ruleSets.years[index as 0 | 1]
    const decides = Math.min(today, dayOf(year, 12, 31))
    for (const person of people) {
      const held = person.posts.filter(({ since, until }) => since <= decides && (until === null || until > decides))
      const role = roleInYear({
        stage: stageOn(person, decides),
        participation: person.participation,
        isSecretary: held.some((post) => post.isSecretary),
        isOnCommittee: held.length > 0,
      })
      if (role === null) continue
      const facts = person.facts.filter((fact) => fact.heldOn.startsWith(String(year)))
      const sum = annualHours(facts, year, role, ruleSet)
      if (!sum.isRequired && facts.length === 0) continue
      const branch = plan.branches[branchOn(person, decides)] as BranchPlan
      const judged = `${person.id}\t${year}\t${branch.id}\t${branch.path}\t${role}\t${sum.isRequired ? "t" : "f"}\t${sum.required}`
      const hours = `${sum.intensive}\t${sum.collective}\t${sum.onlineRaw}\t${sum.onlineCounted}\t${sum.makeUp}\t${sum.credited}`
      city.out.line(
        "attendance.annual_hours",
        `${judged}\t${hours}\t${sum.intensiveSessions}\t${sum.requiredIntensiveSessions}\t${id}\t${reckonedAt(facts, year, today)}`,
      )
      for (const entry of sum.entries) {
        const { bucket, decision, minutes, creditable, raw, rounded, apart, withinLesson, capped, counted } = entry
        const steps = `${minutes}\t${creditable}\t${raw}\t${rounded}\t${apart}\t${withinLesson}\t${capped}\t${counted}`
        city.out.line("attendance.hour_entry", `${entry.factId}\t${person.id}\t${year}\t${bucket}\t${decision}\t${steps}`)
        if (bucket === "MAKE_UP") earned.set(entry.factId, counted)
      }
    }
  })
  for (const person of people) {
    for (const { entryId, before, after } of person.madeUp)
      city.out.line("attendance.make_up", `${before}\t${((earned.get(entryId) ?? 0) / 100).toFixed(2)}\t${after}`)
  }
}

/** When an account began to say what it says: on the evening of the last fact of the year, or with the year. */
function reckonedAt(facts: readonly AttendanceFact[], year: number, today: Day): string {
  const last = facts.reduce((latest, { heldOn }) => (heldOn > latest ? heldOn : latest), `${year}-01-01`)
  return last < dateText(today) ? `${last} 22:00:00+08` : `${dateText(today)} 00:00:00+08`
}
