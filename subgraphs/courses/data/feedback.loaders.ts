import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { inKeyOrder } from "../../shared/keyed.ts"
import { ownMember } from "../../shared/scope.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { FEWEST_ANSWERS, type LessonFeedback, MOST_COMMENTS, type Rating } from "../domain/feedback.ts"
import { planningPaths } from "./notice.repository.ts"

type Row = { id: string; count: number; average: number }

/** $2 the paths where the viewer plans, $3 the viewer's member: who plans there reads, and who teaches. */
const PLANS = (path: string) => `EXISTS (SELECT FROM unnest($2::text[]) AS place WHERE starts_with(${path}, place))`

/** Loaders of what was thought of lessons and teachers: null where the viewer may not know, or fewer than three have answered. */
export function createFeedbackLoaders(database: Database, viewer: Viewer) {
  const own = [planningPaths(viewer), ownMember(viewer)]
  return {
    feedbackByLesson: new DataLoader<string, LessonFeedback | null>(async (ids) => {
      const rows = await database.read<Row & { comments: string[] | null }>(
        "feedback_of_lessons",
        `SELECT l.id, f.* FROM courses.lesson l CROSS JOIN LATERAL (
           SELECT count(*) AS count, round(avg(rating), 1) AS average,
             (array_agg(comment ORDER BY id) FILTER (WHERE comment IS NOT NULL))[1:${MOST_COMMENTS}] AS comments
           FROM courses.feedback WHERE lesson_id = l.id AND is_shown
         ) f WHERE l.id = ANY($1::uuid[]) AND f.count >= ${FEWEST_ANSWERS} AND (${PLANS("l.organiser_path")} OR EXISTS (
           SELECT FROM courses.lesson_teacher lt JOIN courses.teacher t ON t.id = lt.teacher_id WHERE lt.lesson_id = l.id AND t.member_id = $3::uuid))`,
        [toUuids("lesson", ids), ...own],
      )
      const found = rows.map(({ id, count, average, comments }) => ({ id: toTypeId("lesson", id), count, average, comments: comments ?? [] }))
      return inKeyOrder(ids, found, ({ id }) => id)
    }),

    /** Of lessons that have enough answers to be shown alone: a teacher's rating must not give away what a lesson's does not. */
    ratingByTeacher: new DataLoader<string, Rating | null>(async (ids) => {
      const rows = await database.read<Row>(
        "ratings_of_teachers",
        `SELECT t.id, sum(f.count) AS count, round(sum(f.total) / sum(f.count), 1) AS average
         FROM courses.teacher t JOIN courses.lesson_teacher lt ON lt.teacher_id = t.id CROSS JOIN LATERAL (
           SELECT count(*) AS count, sum(rating)::numeric AS total FROM courses.feedback WHERE lesson_id = lt.lesson_id AND is_shown
         ) f WHERE t.id = ANY($1::uuid[]) AND f.count >= ${FEWEST_ANSWERS} AND (${PLANS("t.organisation_path")} OR t.member_id = $3::uuid) GROUP BY t.id`,
        [toUuids("teacher", ids), ...own],
      )
      return inKeyOrder(
        ids,
        rows.map(({ id, count, average }) => ({ id: toTypeId("teacher", id), count, average })),
        ({ id }) => id,
      )
    }),
  }
}
