import { MOST_CANDIDATES } from "../../shared/tables/row-problem.ts"
import { bareName, createNameFinder } from "./name-finder.ts"

export type KnownPlace = { id: string; path: string; name: string; shortName: string }
export type KnownClass = { id: string; path: string; name: string; year: number; state: string }
export type KnownTeacher = { id: string; path: string; name: string; unit: string; title: string | null; isActive: boolean }
/** `paths` are those of the organisations with which it is shared; `isKept` says that the viewer plans where it is kept. */
export type KnownVenue = { id: string; path: string; name: string; isInUse: boolean; isKept: boolean; paths: string[] }
export type KnownCourse = { id: string; name: string }

/** What could not be matched: for the row's problems. */
export type Unmatched = { ok: false; code: string; message: string; candidates: string[] }
export type Matched<Value> = { ok: true; value: Value; warning?: { code: string; message: string; candidates: string[] } } | Unmatched

function unmatched(code: string, message: string, candidates: string[] = []): Unmatched {
  return { ok: false, code, message, candidates }
}

/** Match organisations by their names among those for which the plan may be. */
export function createPlaceMatcher(places: readonly KnownPlace[], home: KnownPlace): (text: string) => Matched<KnownPlace> {
  const find = createNameFinder(
    places,
    ({ name, shortName }) => [name, shortName],
    ({ name }) => name,
  )
  return (text) => {
    const found = find(text)
    if (found.ok) return { ok: true, value: found.item }
    if (!found.isUnknown)
      return unmatched("AMBIGUOUS_ORGANISATION", `Several organisations answer to "${text.slice(0, 60)}". Write the whole name.`, found.candidates)
    const advice = `Write the whole name of one at or below ${home.name}; leave the cell empty for ${home.name} itself. Others can be named under 协办.`
    return unmatched("UNKNOWN_ORGANISATION", `There is no organisation "${text.slice(0, 60)}" in this plan's. ${advice}`, found.candidates)
  }
}

/** Match a class by its name, with its year before it or not; of several the one of the lesson's year. */
export function createClassMatcher(classes: readonly KnownClass[]): (text: string, year: number | null) => Matched<string> {
  const label = ({ name, year }: KnownClass) => `${name}（${year}）`
  const namesOf = ({ name, year }: KnownClass) => [name, `${year}年${name}`, `${year}年度${name}`]
  const findAny = createNameFinder(classes, namesOf, label)
  const byYear = new Map<number, ReturnType<typeof createNameFinder<KnownClass>>>()
  return (text, year) => {
    const finder =
      year === null
        ? findAny
        : (byYear.get(year) ??
          createNameFinder(
            classes.filter((one) => one.year === year),
            namesOf,
            label,
          ))
    if (year !== null) byYear.set(year, finder)
    const inYear = finder(text)
    const found = inYear.ok ? inYear : findAny(text)
    if (found.ok && found.item.state === "CANCELLED") return unmatched("CANCELLED_CLASS", `The class ${found.item.name} was cancelled.`)
    if (found.ok) return { ok: true, value: found.item.id }
    const which = found.isUnknown ? "There is no class" : "Several classes answer to"
    const advice = found.isUnknown ? "Open it first, or leave the cell empty." : "Write the whole name with its year."
    return unmatched(found.isUnknown ? "UNKNOWN_CLASS" : "AMBIGUOUS_CLASS", `${which} "${text.slice(0, 60)}" for which you plan. ${advice}`, found.candidates)
  }
}

/** Match teachers of the pool by name; namesakes are told apart by unit and title, then by whose pool they are in. */
export function createTeacherMatcher(teachers: readonly KnownTeacher[]): (name: string, unit: string | null, path: string) => Matched<string> {
  const byName = new Map<string, KnownTeacher[]>()
  for (const teacher of teachers) byName.set(bareName(teacher.name), [...(byName.get(bareName(teacher.name)) ?? []), teacher])
  const label = ({ name, unit, title }: KnownTeacher) => [name, unit, title].filter((part) => part !== null).join(" · ")
  return (name, written, path) => {
    const namesakes = byName.get(bareName(name)) ?? []
    const teaching = namesakes.filter(({ isActive }) => isActive)
    if (namesakes.length === 0)
      return unmatched("UNKNOWN_TEACHER", `There is no teacher "${name.slice(0, 30)}" in the pool. Add the teacher first, with a list of teachers (师资库).`)
    if (teaching.length === 0) return unmatched("NO_LONGER_TEACHING", `${name} no longer teaches.`, namesakes.slice(0, MOST_CANDIDATES).map(label))
    const byUnit = written === null ? [] : teaching.filter((teacher) => isOf(teacher, written))
    const inLine = (some: readonly KnownTeacher[]) => some.filter((teacher) => teacher.path.startsWith(path) || path.startsWith(teacher.path))
    const [one] = [byUnit, inLine(byUnit), byUnit.length > 0 ? [] : teaching, byUnit.length > 0 ? [] : inLine(teaching)].flatMap((some) =>
      some.length === 1 ? some : [],
    )
    if (!one) {
      const message = `${teaching.length} teachers are called ${name}. Write unit and title under 主讲人单位及职务.`
      return unmatched("AMBIGUOUS_TEACHER", message, teaching.slice(0, MOST_CANDIDATES).map(label))
    }
    if (written === null || byUnit.length > 0) return { ok: true, value: one.id }
    const warning = { code: "OTHER_UNIT", message: `In the pool ${name} is of ${one.unit}${one.title ? `, ${one.title}` : ""}.`, candidates: [] }
    return { ok: true, value: one.id, warning }
  }
}

/** 区委党校讲师 says 区委党校 and 讲师: the unit stands in what is written, or what is written in the unit. */
function isOf({ unit, title }: KnownTeacher, written: string): boolean {
  const [text, own] = [bareName(written), bareName(unit)]
  return text.includes(own) || own.includes(text) || (title !== null && text === bareName(title)) || text === bareName(`${unit}${title ?? ""}`)
}

/** Match a venue that the organiser may use by its whole name; what is none of the register is a place in words. */
export function createVenueMatcher(
  venues: readonly KnownVenue[],
): (text: string, organiserPath: string) => Matched<{ venueId: string | null; place: string | null }> {
  const finders = new Map<string, KnownVenue[]>()
  return (text, organiserPath) => {
    const usable =
      finders.get(organiserPath) ?? venues.filter(({ path, paths, isKept }) => isKept || [path, ...paths].some((one) => organiserPath.startsWith(one)))
    finders.set(organiserPath, usable)
    const named = usable.filter(({ name }) => bareName(name) === bareName(text))
    const same = named.filter(({ isInUse }) => isInUse)
    if (named[0] && same.length === 0) return unmatched("VENUE_NOT_IN_USE", `${named[0].name} is no longer in use. Choose another venue.`)
    const [own, ...others] = same.length > 1 ? same.filter(({ path }) => path === organiserPath) : same
    if (own && others.length === 0) return { ok: true, value: { venueId: own.id, place: null } }
    if (same.length > 1)
      return unmatched(
        "AMBIGUOUS_VENUE",
        `${same.length} venues are called "${text.slice(0, 60)}". Rename one of them, or leave the cell empty and choose later.`,
      )
    const similar = usable.filter(({ name }) => bareName(name).includes(bareName(text)) || bareName(text).includes(bareName(name)))
    const message = `"${text.slice(0, 60)}" is no venue that the organiser may use: it is kept as words, and nothing is booked.`
    return {
      ok: true,
      value: { venueId: null, place: text },
      warning: { code: "PLACE_IN_WORDS", message, candidates: similar.slice(0, MOST_CANDIDATES).map(({ name }) => name) },
    }
  }
}
