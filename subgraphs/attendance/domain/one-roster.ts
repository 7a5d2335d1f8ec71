/**
 * The files of OneRoster 1.2 that are handed over, with their columns in the order of the CSV binding (1EdTech OneRoster: CSV Binding 1.2.1, section 4). An
 * exclamation mark is where a bulk file must hold something; `status` and `dateLastModified` are left blank in bulk files, as the binding wants them.
 */
export const ROSTER_FILES = {
  academicSessions: "sourcedId! status dateLastModified title! type! startDate! endDate! parentSourcedId schoolYear!",
  orgs: "sourcedId! status dateLastModified name! type! identifier parentSourcedId",
  users:
    "sourcedId! status dateLastModified enabledUser! username! userIds givenName! familyName! middleName identifier email sms phone agentSourcedIds grades password userMasterIdentifier resourceSourcedIds preferredGivenName preferredMiddleName preferredFamilyName primaryOrgSourcedId pronouns",
  roles: "sourcedId! status dateLastModified userSourcedId! roleType! role! beginDate endDate orgSourcedId! userProfileSourcedId",
  courses: "sourcedId! status dateLastModified schoolYearSourcedId title! courseCode grades orgSourcedId! subjects subjectCodes",
  classes:
    "sourcedId! status dateLastModified title! grades courseSourcedId! classCode classType! location schoolSourcedId! termSourcedIds! subjects subjectCodes periods",
  enrollments: "sourcedId! status dateLastModified classSourcedId! schoolSourcedId! userSourcedId! role! primary beginDate endDate",
} as const
export type RosterFile = keyof typeof ROSTER_FILES

/** All files that the binding knows, in the order of its control file. Those that are not above are absent: nothing of them is kept here. */
const FILES = (
  "academicSessions categories classes classResources courses courseResources demographics enrollments lineItemLearningObjectiveIds lineItems lineItemScoreScales " +
  "orgs resources resultLearningObjectiveIds results resultScoreScales roles scoreScales userProfiles userResources users"
).split(" ")

export type RosterRow = Record<string, string>

export function rosterColumns(file: RosterFile): string[] {
  return ROSTER_FILES[file].split(" ").map((column) => column.replace("!", ""))
}

/** Write the headings of a file; UTF-8 without a mark, ended as RFC 4180 says. */
export function rosterHead(file: RosterFile): string {
  return lineOf(rosterColumns(file))
}

/** Write a row; what is not given is blank. */
export function rosterLine(file: RosterFile, row: RosterRow): string {
  return lineOf(rosterColumns(file).map((column) => row[column] ?? ""))
}

/** The control file: which files are there, whole; a file without rows is not handed over. */
export function rosterManifest(present: readonly RosterFile[]): string {
  const files = FILES.map((name) => [`file.${name}`, present.some((one) => one === name) ? "bulk" : "absent"])
  const head = [
    ["propertyName", "value"],
    ["manifest.version", "1.0"],
    ["oneroster.version", "1.2"],
  ]
  return [...head, ...files, ["source.systemName", "party-school-graph"], ["source.systemCode", "party-school-graph"]].map(lineOf).join("")
}

/** What an organisation is in OneRoster: there a district is above schools, and a department is a part of either. */
export function orgTypeOf(level: string): string {
  return level === "CITY" ? "local" : level === "DISTRICT" ? "district" : "department"
}

/** 复姓: family names of two characters that are met today. */
const LONG_FAMILIES = new Set(
  "欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 宇文 长孙 司徒 司空 夏侯 轩辕 端木 南宫 西门 独孤 澹台 公冶 濮阳 淳于 单于 太史 申屠 公羊 呼延 闻人 钟离 赫连".split(
    " ",
  ),
)

/**
 * Split a name into given and family name, as OneRoster needs both: the family name is the first character, or two of those that are known; what stands before
 * the first `·` of a transcribed name is the given name. Where nothing can be split the whole name is both.
 */
export function namePartsOf(name: string): { given: string; family: string } {
  const dot = name.search(/[·•]/)
  if (dot > 0 && dot < name.length - 1) return { given: name.slice(0, dot), family: name.slice(dot + 1) }
  const letters = [...name]
  const length = LONG_FAMILIES.has(letters.slice(0, 2).join("")) && letters.length > 2 ? 2 : 1
  if (letters.length <= length) return { given: name, family: name }
  return { family: letters.slice(0, length).join(""), given: letters.slice(length).join("") }
}

/** Nothing that would end a line may be in a field. */
function lineOf(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(cell.replace(/[\r\n\t]+/g, " "))).join(",")}\r\n`
}

const quoted = (cell: string) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
