import { AddBlockedTimeMutation } from "./add-blocked-time.mutation.ts"
import { AddCourseMutation } from "./add-course.mutation.ts"
import { AddTeacherMutation } from "./add-teacher.mutation.ts"
import { AddVenueMutation } from "./add-venue.mutation.ts"
import { AppointSchoolOfficerMutation } from "./appoint-school-officer.mutation.ts"
import { CancelClassMutation } from "./cancel-class.mutation.ts"
import { CancelTeacherAbsenceMutation } from "./cancel-teacher-absence.mutation.ts"
import { CloseVenueMutation } from "./close-venue.mutation.ts"
import { BlockedTimeResolver, CourseResolver } from "./course.resolver.ts"
import { DirectoryQueries } from "./directory.queries.ts"
import { EndSchoolOfficerMutation } from "./end-school-officer.mutation.ts"
import { EnrolInClassMutation } from "./enrol-in-class.mutation.ts"
import { EnrolInLessonMutation } from "./enrol-in-lesson.mutation.ts"
import { ClassPlaceResolver, EnrolmentResolver, LessonEnrolmentResolver } from "./enrolment.resolver.ts"
import { OpenClassMutation } from "./open-class.mutation.ts"
import { OpenSchoolMutation } from "./open-school.mutation.ts"
import { PartySchoolResolver, SchoolOfficerResolver } from "./party-school.resolver.ts"
import { RecordTeacherAbsenceMutation } from "./record-teacher-absence.mutation.ts"
import { RemoveBlockedTimeMutation } from "./remove-blocked-time.mutation.ts"
import { ReopenVenueMutation } from "./reopen-venue.mutation.ts"
import { TeacherResolver } from "./teacher.resolver.ts"
import { ClassCoOrganiserResolver, TrainingClassResolver } from "./training-class.resolver.ts"
import { UpdateClassMutation } from "./update-class.mutation.ts"
import { UpdateCourseMutation } from "./update-course.mutation.ts"
import { UpdateSchoolMutation } from "./update-school.mutation.ts"
import { UpdateTeacherMutation } from "./update-teacher.mutation.ts"
import { UpdateVenueMutation } from "./update-venue.mutation.ts"
import { VenueResolver, VenueSharingResolver } from "./venue.resolver.ts"
import { WithdrawFromClassMutation } from "./withdraw-from-class.mutation.ts"
import { WithdrawFromLessonMutation } from "./withdraw-from-lesson.mutation.ts"

/** All that answers for schools, venues, teachers, courses and classes, and for who is on the lists of classes and lessons. */
export const REGISTER_RESOLVERS = [
  AddBlockedTimeMutation,
  AddCourseMutation,
  AddTeacherMutation,
  AddVenueMutation,
  AppointSchoolOfficerMutation,
  CancelClassMutation,
  CancelTeacherAbsenceMutation,
  CloseVenueMutation,
  BlockedTimeResolver,
  CourseResolver,
  DirectoryQueries,
  EndSchoolOfficerMutation,
  EnrolInClassMutation,
  EnrolInLessonMutation,
  ClassPlaceResolver,
  EnrolmentResolver,
  LessonEnrolmentResolver,
  OpenClassMutation,
  OpenSchoolMutation,
  PartySchoolResolver,
  SchoolOfficerResolver,
  RecordTeacherAbsenceMutation,
  RemoveBlockedTimeMutation,
  ReopenVenueMutation,
  TeacherResolver,
  ClassCoOrganiserResolver,
  TrainingClassResolver,
  UpdateClassMutation,
  UpdateCourseMutation,
  UpdateSchoolMutation,
  UpdateTeacherMutation,
  UpdateVenueMutation,
  VenueResolver,
  VenueSharingResolver,
  WithdrawFromClassMutation,
  WithdrawFromLessonMutation,
] as const
