import type { AttendanceContext } from "../context.ts"
import type { BooksFile, BooksRead } from "../domain/books-file.ts"
import { type RosterFile, namePartsOf, orgTypeOf, rosterHead, rosterLine, rosterManifest } from "../domain/one-roster.ts"
import { type HandOut, findHandedOutBooks } from "./find-handed-out-books.ts"
import type { ReportSources } from "./open-report.ts"

type RosterSources = ReportSources & Pick<AttendanceContext, "rosters" | "packages">
type Lines = AsyncGenerator<string>

/**
 * Hand over organisations, people, training classes of a year and who is in them as a zip of OneRoster 1.2's CSV files; null as for an audit package.
 * Its rows are the lines of these files.
 *
 * An organisation that runs classes is there a second time as a school, because a class has one. A training class is one class of one course of its own. People
 * are told by their ids and names, and nothing else about them is handed over.
 */
export async function openOneRoster(sources: RosterSources, asked: HandOut): Promise<BooksFile<Uint8Array> | null> {
  const books = await findHandedOutBooks(sources, "OneRoster", asked)
  if (!books) return null
  const { rosters } = sources
  const [orgs, classes] = await Promise.all([rosters.orgs(books.asked), rosters.classes(books.asked)])
  const year = String(asked.year)
  const files: Record<RosterFile, () => Lines> = {
    academicSessions: () => sessionsOf(year),
    orgs: async function* () {
      for (const { id, parentId, name, level, runsClasses } of orgs) {
        yield rosterLine("orgs", { sourcedId: id, name, type: orgTypeOf(level), identifier: id, parentSourcedId: parentId ?? "" })
        if (runsClasses) yield rosterLine("orgs", { sourcedId: schoolOf(id), name, type: "school", identifier: id, parentSourcedId: id })
      }
    },
    users: async function* () {
      for await (const people of rosters.people(books.asked)) {
        for (const { id, name, branchId } of people) {
          const { given: givenName, family: familyName } = namePartsOf(name)
          yield rosterLine("users", { sourcedId: id, enabledUser: "true", username: id, givenName, familyName, primaryOrgSourcedId: branchId })
        }
      }
    },
    roles: async function* () {
      for await (const people of rosters.people(books.asked)) {
        for (const { id, branchId } of people)
          yield rosterLine("roles", { sourcedId: `${id}.role`, userSourcedId: id, roleType: "primary", role: "student", orgSourcedId: branchId })
      }
    },
    courses: async function* () {
      for (const { id, name, organisationId } of classes) {
        yield rosterLine("courses", { sourcedId: courseOf(id), schoolYearSourcedId: `year-${year}`, title: name, orgSourcedId: schoolOf(organisationId) })
      }
    },
    classes: async function* () {
      for (const { id, name, cohort, organisationId } of classes) {
        const of = { courseSourcedId: courseOf(id), schoolSourcedId: schoolOf(organisationId), termSourcedIds: `term-${year}` }
        yield rosterLine("classes", { sourcedId: id, title: name, classCode: cohort === null ? "" : String(cohort), classType: "scheduled", ...of })
      }
    },
    enrollments: async function* () {
      for await (const places of rosters.places(books.asked)) {
        for (const { classId, organisationId, memberId } of places) {
          const of = { classSourcedId: classId, schoolSourcedId: schoolOf(organisationId), userSourcedId: memberId }
          yield rosterLine("enrollments", { sourcedId: `${classId}.${memberId}`, ...of, role: "student", primary: "false" })
        }
      }
    },
  }
  const read: BooksRead = { rows: 0, digest: null }
  return {
    title: `${year}年度组织人员培训班OneRoster`,
    organisation: books.place,
    read,
    bytes: () => pack(sources.packages.createZip(books.asked.asOf), files, read),
    async count() {
      const { people, places } = await rosters.count(books.asked)
      return SESSIONS + orgs.length + orgs.filter(({ runsClasses }) => runsClasses).length + 2 * people + 2 * classes.length + places
    },
  }
}

/** Write the files that hold something, and the control file that says which they are. */
async function* pack(
  zip: ReturnType<RosterSources["packages"]["createZip"]>,
  files: Record<RosterFile, () => Lines>,
  read: BooksRead,
): AsyncGenerator<Uint8Array> {
  read.rows = 0
  const present: RosterFile[] = []
  for (const [file, linesOf] of Object.entries(files) as [RosterFile, () => Lines][]) {
    const lines = linesOf()
    const first = await lines.next()
    if (first.done) continue
    present.push(file)
    yield* zip.add(`${file}.csv`, withHead(rosterHead(file) + first.value, lines, read))
  }
  yield* zip.add("manifest.csv", [rosterManifest(present)])
  yield zip.end()
}

async function* withHead(head: string, lines: Lines, read: BooksRead): Lines {
  read.rows += 1
  yield head
  for await (const line of lines) {
    read.rows += 1
    yield line
  }
}

/** What `sessionsOf` gives. */
const SESSIONS = 2

/** The calendar year, as school year and as its one term: classes are held in terms. A session's last day is the one before its `endDate`. */
async function* sessionsOf(year: string): Lines {
  const days = { startDate: `${year}-01-01`, endDate: `${Number(year) + 1}-01-01`, schoolYear: year }
  yield await Promise.resolve(rosterLine("academicSessions", { sourcedId: `year-${year}`, title: `${year}年度`, type: "schoolYear", ...days }))
  yield rosterLine("academicSessions", { sourcedId: `term-${year}`, title: `${year}年度`, type: "term", parentSourcedId: `year-${year}`, ...days })
}

const schoolOf = (organisationId: string) => `${organisationId}.school`
const courseOf = (classId: string) => `${classId}.course`
