import { federatedSchema } from "../../shared/federated-schema.ts"
import type { CoursesContext } from "../context.ts"
import { CalendarQueries } from "./calendar.queries.ts"
import { AudienceResolver } from "./audience.resolver.ts"
import { ClashResolver } from "./clash.resolver.ts"
import { COURSE_REFERENCES } from "./course.references.ts"
import { Member, OrganisationStatistics } from "./elsewhere.stubs.ts"
import { LessonQueries } from "./lesson.queries.ts"
import { LessonResolver } from "./lesson.resolver.ts"
import { MemberResolver } from "./member.resolver.ts"
import { OrganisationResolver } from "./organisation.resolver.ts"
import { LessonScheduleResolver } from "./lesson-schedule.resolver.ts"
import { ScheduleConflictResolver } from "./schedule-conflict.resolver.ts"
import { CancelLessonMutation } from "./cancel-lesson.mutation.ts"
import { PublishLessonMutation } from "./publish-lesson.mutation.ts"
import { RescheduleLessonMutation } from "./reschedule-lesson.mutation.ts"
import { UpdateLessonMutation } from "./update-lesson.mutation.ts"
import { StaleVersionResolver } from "./stale-version.resolver.ts"
import { ScheduleLessonMutation } from "./schedule-lesson.mutation.ts"
import { OrganisationStatisticsResolver } from "./statistics.resolver.ts"
import { CommitLessonImportMutation } from "./commit-lesson-import.mutation.ts"
import { LessonImportResolver } from "./lesson-import.resolver.ts"
import { PreviewLessonImportMutation } from "./preview-lesson-import.mutation.ts"

/** Build the courses subgraph's schema. Members and organisations are found field by field, within the viewer's scope. */
export function coursesSchema() {
  return federatedSchema<CoursesContext>({
    resolvers: [
      LessonQueries,
      LessonResolver,
      MemberResolver,
      OrganisationResolver,
      OrganisationStatisticsResolver,
      CalendarQueries,
      AudienceResolver,
      ClashResolver,
      ScheduleLessonMutation,
      LessonScheduleResolver,
      ScheduleConflictResolver,
      StaleVersionResolver,
      UpdateLessonMutation,
      RescheduleLessonMutation,
      PublishLessonMutation,
      CancelLessonMutation,
      LessonImportResolver,
      PreviewLessonImportMutation,
      CommitLessonImportMutation,
    ],
    orphanedTypes: [Member, OrganisationStatistics],
    references: COURSE_REFERENCES,
  })
}
