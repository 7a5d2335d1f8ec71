import { type Kind, isId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"

type CourseLoaders = CoursesContext["loaders"]
type ById = { [Name in keyof CourseLoaders]: CourseLoaders[Name] extends { load(id: string): Promise<unknown> } ? Name : never }[keyof CourseLoaders]

/** Find what stands behind a reference with a loader by id, within what the viewer sees. */
function by(kind: Kind, loader: ById) {
  return ({ id }: { id: string }, { loaders }: CoursesContext): Promise<unknown> | null => (isId(kind, id) ? loaders[loader].load(id) : null)
}

export const COURSE_REFERENCES = {
  Lesson: by("lesson", "lessonById"),
  PartySchool: by("school", "schoolById"),
  Venue: by("venue", "venueById"),
  Teacher: by("teacher", "teacherById"),
  Course: by("course", "courseById"),
  TrainingClass: by("class", "classById"),
  Account: (reference: object) => reference,
  Member: (reference: object) => reference,
  Organisation: (reference: object) => reference,
  OrganisationStatistics: (reference: object) => reference,
}
