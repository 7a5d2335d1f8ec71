import { EnrolInClassMutation } from "./enrol-in-class.mutation.ts"
import { EnrolInLessonMutation } from "./enrol-in-lesson.mutation.ts"
import { ClassPlaceResolver, EnrolmentResolver, LessonEnrolmentResolver } from "./enrolment.resolver.ts"
import { WithdrawFromClassMutation } from "./withdraw-from-class.mutation.ts"
import { WithdrawFromLessonMutation } from "./withdraw-from-lesson.mutation.ts"

/** All that answers for schools, venues, teachers, courses and classes, and for who is on the lists of classes and lessons. */
export const REGISTER_RESOLVERS = [
  EnrolmentResolver,
  ClassPlaceResolver,
  LessonEnrolmentResolver,
  EnrolInLessonMutation,
  WithdrawFromLessonMutation,
  EnrolInClassMutation,
  WithdrawFromClassMutation,
] as const
