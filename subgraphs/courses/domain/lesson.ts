export type Category = "INTENSIVE" | "COLLECTIVE" | "PARTY_LECTURE" | "THEME_DAY" | "ONLINE" | "PRACTICE"
export type Mode = "FACE_TO_FACE" | "REMOTE_SITE" | "ONLINE"
export type LessonStatus = "DRAFT" | "PUBLISHED" | "HELD" | "CANCELLED"
export type SchoolLevel = "CITY" | "DISTRICT" | "STREET" | "COMMUNITY"
export type VenueKind = "CLASSROOM" | "REMOTE_EDUCATION_ROOM" | "READING_ROOM" | "ACTIVITY_ROOM" | "OUTDOOR"
export type TeacherCategory = "RETIRED_CADRE" | "SENIOR_TEACHER" | "VETERAN_MEMBER" | "PARTY_SCHOOL_LECTURER" | "LECTURER_GROUP" | "LEADER"

export type PartySchool = { id: string; organisationId: string; name: string; level: SchoolLevel; isDemonstration: boolean; establishedOn: string }
export type Venue = { id: string; organisationId: string; name: string; kind: VenueKind; capacity: number; equipment: string[] }
export type Teacher = { id: string; name: string; category: TeacherCategory; unit: string; title: string | null; subjects: string[] }
export type TrainingClass = {
  id: string
  organisationId: string
  level: SchoolLevel
  year: number
  name: string
  startsOn: string
  endsOn: string
  plannedPlaces: number
  hours: number
}

/** A dated lesson with its place and teachers. Ids are TypeIDs; `plannedHours` are study hours (学时) in halves. */
export type Lesson = {
  id: string
  title: string
  category: Category
  mode: Mode
  status: LessonStatus
  startsAt: Date
  endsAt: Date
  plannedHours: number
  capacity: number | null
  cancelledReason: string | null
  version: number
  schoolId: string | null
  trainingClassId: string | null
  organiserId: string
  organiserPath: string
  venue: Venue | null
  teachers: Teacher[]
}

/** Which of a member's lessons: those that have not started, those that have, or all. */
export type When = "UPCOMING" | "PAST" | "ALL"

export type EnrolmentCounts = { lessonId: string; enrolled: number; waitlisted: number }

/** Which lessons a timetable holds: those that start in [from, to), of one organisation's subtree, venue or teacher. */
export type TimetableFilter = { from: Date; to: Date; organisationId: string | null; venueId: string | null; teacherId: string | null }
