import DataLoader from "dataloader"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import type { PageRequest } from "../../shared/page.ts"
import type { EnrolmentCounts, Lesson, PartySchool, Teacher, TrainingClass, Venue, When } from "../domain/lesson.ts"
import type { LessonRepository } from "./lesson.repository.ts"
import type { MemberLessonRepository } from "./member-lesson.repository.ts"
import type { SchoolRepository } from "./school.repository.ts"
import type { TrainingClassRepository } from "./training-class.repository.ts"

type Sources = {
  lessons: LessonRepository
  memberLessons: MemberLessonRepository
  schools: SchoolRepository
  classes: TrainingClassRepository
  findPlaces(ids: readonly string[]): Promise<{ id: string; path: string }[]>
}

/** One set per request: what one person may see must never answer another. */
export function createCourseLoaders({ lessons, memberLessons, schools, classes, findPlaces }: Sources) {
  return {
    lessonById: new DataLoader<string, Lesson | null>(async (ids) => inKeyOrder(ids, await lessons.findByIds(ids), (lesson) => lesson.id)),
    enrolmentCountsByLesson: new DataLoader<string, EnrolmentCounts | null>(async (ids) =>
      inKeyOrder(ids, await lessons.countEnrolments(ids), (counted) => counted.lessonId),
    ),
    schoolById: new DataLoader<string, PartySchool | null>(async (ids) => inKeyOrder(ids, await schools.findSchools(ids), (school) => school.id)),
    schoolByOrganisation: new DataLoader<string, PartySchool | null>(async (ids) =>
      inKeyOrder(ids, await schools.findSchoolsOf(ids), (school) => school.organisationId),
    ),
    venueById: new DataLoader<string, Venue | null>(async (ids) => inKeyOrder(ids, await schools.findVenues(ids), (venue) => venue.id)),
    teacherById: new DataLoader<string, Teacher | null>(async (ids) => inKeyOrder(ids, await schools.findTeachers(ids), (teacher) => teacher.id)),
    classById: new DataLoader<string, TrainingClass | null>(async (ids) => inKeyOrder(ids, await classes.findByIds(ids), (found) => found.id)),
    readablePlaceById: new DataLoader<string, { id: string; path: string } | null>(async (ids) => inKeyOrder(ids, await findPlaces(ids), (place) => place.id)),

    /** The loader of one page an organisation: organisations of one list share it, and so one statement. */
    classesByOrganisation: perKey(
      (request: PageRequest) =>
        new DataLoader<string, TrainingClass[]>(async (ids) => groupedInKeyOrder(ids, await classes.findPages(ids, request), (found) => found.organisationId)),
    ),
    classCountByOrganisation: new DataLoader<string, number>(async (ids) =>
      inKeyOrder(ids, await classes.countByOrganisations(ids), (count) => count.organisationId).map((count) => count?.classes ?? 0),
    ),

    /** The loader of one page a member, for one choice of time and page: rows of one list share it, and so one statement. */
    lessonsByMember: perKey(
      ({ when, ...request }: { when: When } & PageRequest) =>
        new DataLoader<string, Lesson[] | null>(async (ids) =>
          inKeyOrder(ids, await memberLessons.findPages(ids, when, request), (page) => page.memberId).map((page) => page && page.lessons),
        ),
    ),
    lessonCountByMember: perKey(
      (when: When) =>
        new DataLoader<string, number>(async (ids) =>
          inKeyOrder(ids, await memberLessons.count(ids, when), (count) => count.memberId).map((count) => count?.lessons ?? 0),
        ),
    ),
  }
}
