import { dateText, dayOf } from "./calendar.ts"
import type { City } from "./city.ts"
import { CITY, DISTRICTS } from "./places.ts"
import type { Node } from "./plan.ts"

type Kind = "COMMITTEE" | "WORKING_COMMITTEE" | "GENERAL_BRANCH" | "BRANCH"
type Level = "CITY" | "DISTRICT" | "STREET" | "COMMUNITY" | "BRANCH"

/** Write the divisions of the four districts and the tree of organisations that stands on them. */
export function writeOrganisations(city: City): void {
  writeDivisions(city)
  const { plan } = city
  writeNode(city, plan, null, "COMMITTEE", "CITY")
  for (const district of plan.districts) {
    writeNode(city, district, plan.id, "COMMITTEE", "DISTRICT")
    for (const street of district.streets) writeNode(city, street, district.id, street.place.isTown ? "COMMITTEE" : "WORKING_COMMITTEE", "STREET")
  }
  for (const street of plan.districts.flatMap((district) => district.streets)) {
    for (const community of street.communities) {
      writeNode(city, community, street.id, community.kind, "COMMUNITY")
      if (community.kind !== "BRANCH") for (const branch of community.branches) writeNode(city, branch, community.id, "BRANCH", "BRANCH")
    }
  }
}

function writeNode(city: City, { id, path, name, shortName, divisionId, foundedOn }: Node, parentId: string | null, kind: Kind, level: Level): void {
  const setting = level === "COMMUNITY" || level === "BRANCH" ? "COMMUNITY" : "ORGAN"
  city.out.row("organisation.organisation", id, parentId, path, name, shortName, kind, level, setting, divisionId, foundedOn)
}

function writeDivisions(city: City): void {
  const { divisionIds, districts } = city.plan
  const idOf = (code: string): string => divisionIds.get(code) as string
  const row = (code: string, name: string, level: Level, parent: string | null, since: number): void =>
    city.out.row("organisation.division", idOf(code), code, name, level, parent === null ? null : idOf(parent), dateText(dayOf(since, 1, 1)), null)
  row(CITY.code, CITY.name, "CITY", null, 1984)
  for (const district of DISTRICTS) {
    row(district.code, district.name, "DISTRICT", CITY.code, 2002)
    for (const street of district.streets) row(street.code, street.name, "STREET", district.code, 2003)
  }
  for (const { communities, place } of districts.flatMap((district) => district.streets)) {
    for (const community of communities) row(community.code, `${community.stem}社区`, "COMMUNITY", place.code, 2004)
  }
}
