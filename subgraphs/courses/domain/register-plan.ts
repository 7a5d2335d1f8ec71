import { MOST_PROBLEMS, type RowProblem, type Severity, type UnderstoodRow, isWrong } from "../../shared/tables/row-problem.ts"
import type { TeacherCategory, VenueKind } from "./lesson.ts"
import type { PlannedRow } from "./lesson-import.ts"
import type { WeeklyTime } from "./local-time.ts"
import { bareName, createNameFinder } from "./name-finder.ts"
import type { TeacherListField, VenueListField } from "./plan-headings.ts"
import type { KnownPlace } from "./plan-names.ts"
import { planChoices } from "./plan-words.ts"
import type { TeacherRecord } from "./teacher-row.ts"
import type { VenueRecord } from "./venue-row.ts"

/** A teacher and a venue as lists of them say it. An empty list of times is "any time"; `sharing` are organisations, the first to choose first. */
export type TeacherValues = { name: string; category: TeacherCategory; unit: string; title: string | null; subjects: string[]; times: WeeklyTime[] }
export type VenueValues = {
  name: string
  kind: VenueKind
  address: string | null
  capacity: number
  equipment: string[]
  opening: WeeklyTime[]
  sharing: string[]
}
/** What is in the books; preferences that a teacher stated (`hasWishes`) are no availability and are left alone. */
export type ListedTeacher = TeacherValues & { id: string; version: number; isActive: boolean; hasWishes: boolean }
export type ListedVenue = VenueValues & { id: string; version: number; isInUse: boolean }

export type RegisterBody<Values> = { values: Values; version: number | null }
export type PlannedTeacher = PlannedRow<RegisterBody<TeacherValues>>
export type PlannedVenue = PlannedRow<RegisterBody<VenueValues>>

type Say<Field> = (field: Field, code: string, message: string, severity?: Severity, candidates?: string[]) => void

/**
 * Decide what becomes of each row of a list of teachers. A teacher is known again by name and unit among those that the organisation keeps. An
 * empty cell changes nothing.
 */
export function planTeachers(
  rows: readonly UnderstoodRow<TeacherRecord>[],
  { teachers, names }: { teachers: readonly ListedTeacher[]; names: Record<TeacherListField, string> },
): PlannedTeacher[] {
  const keyOf = (name: string, unit: string | null) => `${bareName(name)} ${bareName(unit ?? "")}`
  const known = new Map(teachers.map((teacher) => [keyOf(teacher.name, teacher.unit), teacher]))
  return planEach(
    rows,
    names,
    (record) => keyOf(record.name, record.unit),
    (record, say) => {
      const before = known.get(keyOf(record.name, record.unit)) ?? null
      const category = record.category ?? before?.category ?? null
      if (category === null) say("category", "MISSING", `What kind of teacher it is is missing. Write ${planChoices.teacher}.`)
      if (before && !before.isActive) say("name", "NO_LONGER_TEACHING", "This teacher was taken out of the pool; an import does not bring anybody back.")
      if (before?.hasWishes && record.times)
        say("times", "WISHES_KEPT", "This teacher has said which times suit best; the times of the file are left out.", "WARNING")
      if (category === null || record.unit === null) return null
      const values: TeacherValues = {
        name: before?.name ?? record.name,
        category,
        unit: before?.unit ?? record.unit,
        title: record.title ?? before?.title ?? null,
        subjects: record.subjects.length > 0 ? record.subjects : (before?.subjects ?? []),
        times: (before?.hasWishes ? null : record.times) ?? before?.times ?? [],
      }
      return { values, before: before && { id: before.id, version: before.version, values: valuesOfTeacher(before) } }
    },
  )
}

/** Decide what becomes of each row of a list of venues. A venue is known again by its name among those that the organisation keeps. */
export function planVenues(
  rows: readonly UnderstoodRow<VenueRecord>[],
  { venues, places, names }: { venues: readonly ListedVenue[]; places: readonly KnownPlace[]; names: Record<VenueListField, string> },
): PlannedVenue[] {
  const known = new Map(venues.map((venue) => [bareName(venue.name), venue]))
  const find = createNameFinder(
    places,
    ({ name, shortName }) => [name, shortName],
    ({ name }) => name,
  )
  return planEach(
    rows,
    names,
    ({ name }) => bareName(name),
    (record, say) => {
      const before = known.get(bareName(record.name)) ?? null
      const capacity = record.capacity ?? before?.capacity ?? null
      if (capacity === null) say("capacity", "MISSING", "How many people it holds is missing.")
      if (before && !before.isInUse) say("name", "NO_LONGER_USED", "This venue was given up; an import does not bring it back.")
      if (record.kind === null && !before)
        say("kind", "KIND_ASSUMED", `It is taken for a 教室. Add a column 类别 with ${planChoices.venue} otherwise.`, "WARNING")
      const sharing = record.sharing.flatMap((text) => {
        const found = find(text)
        if (found.ok) return found.item.id
        const [code, message] = found.isUnknown
          ? ["UNKNOWN_ORGANISATION", "There is no organisation"]
          : ["AMBIGUOUS_ORGANISATION", "Several organisations answer to"]
        say("sharing", code, `${message} "${text.slice(0, 60)}" that you see. Write the whole name.`, "ERROR", found.candidates)
        return []
      })
      if (capacity === null) return null
      const values: VenueValues = {
        name: before?.name ?? record.name,
        kind: record.kind ?? before?.kind ?? "CLASSROOM",
        address: record.address ?? before?.address ?? null,
        capacity,
        equipment: record.equipment.length > 0 ? record.equipment : (before?.equipment ?? []),
        opening: record.opening ?? before?.opening ?? [],
        sharing: sharing.length > 0 ? [...new Set(sharing)] : (before?.sharing ?? []),
      }
      return { values, before: before && { id: before.id, version: before.version, values: valuesOfVenue(before) } }
    },
  )
}

type Decided<Values> = { values: Values; before: { id: string; version: number; values: Values } | null }

function planEach<Record, Field extends string, Values>(
  rows: readonly UnderstoodRow<Record>[],
  names: { [Name in Field]: string },
  keyOf: (record: Record) => string,
  decide: (record: Record, say: Say<Field>) => Decided<Values> | null,
): PlannedRow<RegisterBody<Values>>[] {
  const seen = new Map<string, number>()
  return rows.map(({ line, record, problems: found }) => {
    const problems: RowProblem[] = [...found]
    const say: Say<Field> = (field, code, message, severity = "ERROR", candidates = []) => {
      // A cell that could not be read is not missing, too.
      const isRead = code !== "MISSING" || !problems.some(({ column, severity: how }) => column === names[field] && how === "ERROR")
      if (isRead && problems.length < MOST_PROBLEMS) problems.push({ column: names[field], code, message, severity, candidates })
    }
    const key = keyOf(record)
    const first = seen.get(key)
    if (first !== undefined) say("name" as Field, "TWICE_IN_FILE", `The same stands in line ${first} already.`)
    seen.set(key, first ?? line)
    const decided = decide(record, say)
    if (!decided || isWrong(problems)) return { line, fate: "ERROR", problems, id: null, body: null }
    const { values, before } = decided
    if (!before) return { line, fate: "CREATE", problems, id: null, body: { values, version: null } }
    const isSame = JSON.stringify(before.values) === JSON.stringify(values)
    return { line, fate: isSame ? "UNCHANGED" : "UPDATE", problems, id: before.id, body: isSame ? null : { values, version: before.version } }
  })
}

function valuesOfTeacher({ name, category, unit, title, subjects, times }: ListedTeacher): TeacherValues {
  return { name, category, unit, title, subjects, times }
}

function valuesOfVenue({ name, kind, address, capacity, equipment, opening, sharing }: ListedVenue): VenueValues {
  return { name, kind, address, capacity, equipment, opening, sharing }
}
