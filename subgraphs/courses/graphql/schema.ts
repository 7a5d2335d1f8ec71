import { federatedSchema } from "../../shared/federated-schema.ts"
import { once } from "../../shared/once.ts"
import type { CoursesContext } from "../context.ts"
import { Account } from "./account.stub.ts"
import { AccountResolver } from "./account.resolver.ts"
import { AddWebhookMutation } from "./add-webhook.mutation.ts"
import { LessonFeedbackResolver, TeacherRatingResolver } from "./feedback.resolver.ts"
import { PingWebhookMutation } from "./ping-webhook.mutation.ts"
import { RemoveWebhookMutation } from "./remove-webhook.mutation.ts"
import { ResendWebhookDeliveryMutation } from "./resend-webhook-delivery.mutation.ts"
import { SubmitFeedbackMutation } from "./submit-feedback.mutation.ts"
import { UpdateWebhookMutation } from "./update-webhook.mutation.ts"
import { OrganisationWebhookResolver, WebhookResolver } from "./webhook.resolver.ts"
import { CalendarQueries } from "./calendar.queries.ts"
import { AudienceResolver } from "./audience.resolver.ts"
import { ClashResolver } from "./clash.resolver.ts"
import { COURSE_REFERENCES } from "./course.references.ts"
import { Member, OrganisationStatistics } from "./elsewhere.stubs.ts"
import { LessonQueries } from "./lesson.queries.ts"
import { LessonCourseResolver, SchoolVenueResolver } from "./lesson-course.resolver.ts"
import { LessonResolver } from "./lesson.resolver.ts"
import { MemberResolver } from "./member.resolver.ts"
import { MarkNoticesReadMutation } from "./mark-notices-read.mutation.ts"
import { MemberNoticeResolver, TeacherNoticeResolver } from "./notice.resolver.ts"
import { OpenCalendarFeedMutation } from "./open-calendar-feed.mutation.ts"
import { RevokeCalendarFeedMutation } from "./revoke-calendar-feed.mutation.ts"
import { OrganisationResolver } from "./organisation.resolver.ts"
import { CoOrganiserResolver, LessonScheduleResolver } from "./lesson-schedule.resolver.ts"
import { LessonSeriesResolver, SeriesOfScheduledResolver, SeriesResolver } from "./series.resolver.ts"
import { CancelSeriesMutation } from "./cancel-series.mutation.ts"
import { PublishPlanMutation } from "./publish-plan.mutation.ts"
import { PublishSeriesMutation } from "./publish-series.mutation.ts"
import { RescheduleSeriesMutation } from "./reschedule-series.mutation.ts"
import { SlotQueries } from "./slot.queries.ts"
import { ApplyPlanMutation } from "./apply-plan.mutation.ts"
import { CancelPlanMutation } from "./cancel-plan.mutation.ts"
import { PlanTimetableMutation } from "./plan-timetable.mutation.ts"
import { PlanQueries } from "./plan.queries.ts"
import { PlanResolver } from "./plan.resolver.ts"
import { PlanContradictionResolver, PlannedLessonResolver } from "./planned-lesson.resolver.ts"
import { ScheduleConflictResolver } from "./schedule-conflict.resolver.ts"
import { CancelLessonMutation } from "./cancel-lesson.mutation.ts"
import { PublishLessonMutation } from "./publish-lesson.mutation.ts"
import { RescheduleLessonMutation } from "./reschedule-lesson.mutation.ts"
import { UpdateLessonMutation } from "./update-lesson.mutation.ts"
import { StaleVersionResolver } from "./stale-version.resolver.ts"
import { ScheduleLessonMutation } from "./schedule-lesson.mutation.ts"
import { REGISTER_RESOLVERS } from "./register.resolver.ts"
import { OrganisationStatisticsResolver } from "./statistics.resolver.ts"
import { CommitLessonImportMutation } from "./commit-lesson-import.mutation.ts"
import { LessonImportResolver } from "./lesson-import.resolver.ts"
import { ConflictSubstituteResolver, LessonSubstituteResolver } from "./substitute.resolver.ts"
import { PreviewLessonImportMutation } from "./preview-lesson-import.mutation.ts"

/** What tells people and programs of changes. */
const TELLING = [
  MemberNoticeResolver,
  TeacherNoticeResolver,
  MarkNoticesReadMutation,
  AccountResolver,
  OpenCalendarFeedMutation,
  RevokeCalendarFeedMutation,
  OrganisationWebhookResolver,
  WebhookResolver,
  AddWebhookMutation,
  UpdateWebhookMutation,
  RemoveWebhookMutation,
  PingWebhookMutation,
  ResendWebhookDeliveryMutation,
  LessonFeedbackResolver,
  TeacherRatingResolver,
  SubmitFeedbackMutation,
] as const

/** What writes lessons, and says what stands in their way. */
const SCHEDULING = [
  ScheduleLessonMutation,
  PublishLessonMutation,
  RescheduleLessonMutation,
  UpdateLessonMutation,
  CancelLessonMutation,
  LessonScheduleResolver,
  CoOrganiserResolver,
  LessonCourseResolver,
  SchoolVenueResolver,
  ClashResolver,
  ScheduleConflictResolver,
  LessonSubstituteResolver,
  ConflictSubstituteResolver,
  StaleVersionResolver,
  SlotQueries,
  CalendarQueries,
  AudienceResolver,
] as const

const SERIES = [LessonSeriesResolver, SeriesResolver, SeriesOfScheduledResolver, RescheduleSeriesMutation, CancelSeriesMutation, PublishSeriesMutation] as const
const PLANS = [
  PlanTimetableMutation,
  CancelPlanMutation,
  ApplyPlanMutation,
  PublishPlanMutation,
  PlanQueries,
  PlanResolver,
  PlannedLessonResolver,
  PlanContradictionResolver,
] as const
const IMPORTS = [LessonImportResolver, PreviewLessonImportMutation, CommitLessonImportMutation] as const

/** Build the courses subgraph's schema. Members and organisations are found field by field, within the viewer's scope. */
export const coursesSchema = once(() =>
  federatedSchema<CoursesContext>({
    resolvers: [
      LessonQueries,
      LessonResolver,
      MemberResolver,
      OrganisationResolver,
      OrganisationStatisticsResolver,
      ...SCHEDULING,
      ...SERIES,
      ...REGISTER_RESOLVERS,
      ...TELLING,
      ...PLANS,
      ...IMPORTS,
    ],
    orphanedTypes: [Member, OrganisationStatistics, Account],
    references: COURSE_REFERENCES,
  }),
)
