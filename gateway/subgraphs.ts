import { type Extracts, attendanceSdl, openAttendance, openAttendanceExtracts } from "../subgraphs/attendance/subgraph.ts"
import { coursesSdl, openCourses } from "../subgraphs/courses/subgraph.ts"
import { openOrganisation, organisationSdl } from "../subgraphs/organisation/subgraph.ts"
import { openPeople, peopleSdl } from "../subgraphs/people/subgraph.ts"
import type { Subgraph, SubgraphName, SubgraphOptions } from "../subgraphs/shared/subgraph.ts"

/** The front doors of the four subgraphs; no other file of the gateway imports them. */
const DOORS: Record<SubgraphName, { open(options: SubgraphOptions): Subgraph; sdl(): string }> = {
  organisation: { open: openOrganisation, sdl: organisationSdl },
  people: { open: openPeople, sdl: peopleSdl },
  courses: { open: openCourses, sdl: coursesSdl },
  attendance: { open: openAttendance, sdl: attendanceSdl },
}

export function openLocalSubgraph(name: SubgraphName, options: SubgraphOptions): Subgraph {
  return DOORS[name].open(options)
}

export function subgraphSdl(name: SubgraphName): string {
  return DOORS[name].sdl()
}

/** What commands take out as whole files. */
export function openExtracts(options: Omit<SubgraphOptions, "connections">): Extracts {
  return openAttendanceExtracts(options)
}
