import { timeText } from "./calendar.ts"
import type { City, Staff } from "./city.ts"
import { inventName } from "./names.ts"
import type { CommunityPlan, Node } from "./plan.ts"
import { chanceOf } from "./random.ts"

export type Role = "RECORDER" | "COORDINATOR" | "SECRETARY" | "AUDITOR" | "ADMIN"

const ALL: readonly Role[] = ["ADMIN", "AUDITOR", "COORDINATOR", "SECRETARY", "RECORDER"]
const COMMUNITY: readonly Role[] = ["COORDINATOR", "SECRETARY", "RECORDER"]

/** Give an account a role at an organisation, hence over everything below it. */
export function grant(city: City, accountId: string, role: Role, { id, path }: Node): void {
  city.out.row("people.access_grant", city.ids.grant(), accountId, role, id, path, timeText(city.period.start, 540))
}

/** Open the staff accounts of the city, its districts and its streets: one for each role, all five at each. */
export function writeStaff(city: City): void {
  const { plan } = city
  staffOf(city, plan, "450200", ALL)
  for (const district of plan.districts) {
    staffOf(city, district, district.place.code, ALL)
    for (const street of district.streets) staffOf(city, street, street.place.code, ALL)
  }
}

/** Open the staff accounts of one community. Branches have none: there the officers' own accounts hold the roles. */
export function writeCommunityStaff(city: City, plan: CommunityPlan): void {
  staffOf(city, plan, plan.code, COMMUNITY)
}

/** Sign-in names say role and division: `staff:auditor:450205`. Staff are nobody's members here. */
function staffOf(city: City, node: Node, divisionCode: string, roles: readonly Role[]): void {
  const chance = chanceOf("staff", city.seed, divisionCode)
  const staff: Partial<Record<Role, { id: string; name: string }>> = {}
  city.staff.set(node.path, staff as Staff)
  for (const role of roles) {
    const id = city.ids.account()
    const { name } = inventName(chance.happens(0.5) ? "FEMALE" : "MALE", 1985, "01", chance)
    city.out.row("people.account", id, `staff:${role.toLowerCase()}:${divisionCode}`, name, null)
    grant(city, id, role, node)
    staff[role] = { id, name }
  }
}
