import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder, inKeyOrder } from "../../shared/keyed.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { TrainingOverlap } from "../domain/external-training.ts"
import type { LeaveShare } from "../domain/leave.ts"
import { STANDS } from "./attendance.row.ts"

/** The most that are told of one record. */
const MOST_OVERLAPS = 20

const IN_CLASS = "c.training_class_id = l.training_class_id AND c.status IN ('PUBLISHED', 'HELD')"

/** Make the loaders of what is to be looked at in a leave or in training outside. They are asked of records that the viewer sees. */
export function createAbsenceWarningLoaders(database: Database) {
  return {
    /** How much of its class a leave takes, with the leave that is approved already; null for lessons of no class, and for what is refused or withdrawn. */
    shareOfLeave: new DataLoader<string, LeaveShare | null>(async (ids) => {
      const rows = await database.read<{ id: string; leave: number; total: number }>(
        "leave_shares",
        `SELECT r.id, (SELECT coalesce(sum(c.planned_hours), 0) * 100 FROM courses_api.lesson c WHERE ${IN_CLASS}) AS total,
           (SELECT coalesce(sum(c.planned_hours), 0) * 100 FROM attendance.leave o JOIN courses_api.lesson c ON c.id = o.lesson_id
            WHERE o.member_id = r.member_id AND ${IN_CLASS} AND (o.state = 'APPROVED' OR o.id = r.id)) AS leave
         FROM attendance.leave r JOIN courses_api.lesson l ON l.id = r.lesson_id
         WHERE r.id = ANY($1::uuid[]) AND r.state IN ('REQUESTED', 'APPROVED') AND l.training_class_id IS NOT NULL`,
        [toUuids("leave", ids)],
      )
      return inKeyOrder(ids, rows, (row) => toTypeId("leave", row.id)).map((row) => row && { leave: row.leave, total: row.total })
    }),

    /** What else the person did on the days of training outside: lessons attended in person, and other training, at most 20 together. */
    overlapsOfTraining: new DataLoader<string, TrainingOverlap[]>(async (ids) => {
      const rows = await database.read<{ id: string; lesson_id: string | null; title: string | null; held_on: string }>(
        "training_overlaps",
        `SELECT t.id, found.* FROM attendance.external_training t CROSS JOIN LATERAL (
           SELECT e.lesson_id, NULL AS title, e.held_on FROM attendance.entry e
           WHERE e.member_id = t.member_id AND e.held_on BETWEEN t.starts_on AND t.ends_on AND e.lesson_id IS NOT NULL AND e.state IN ('PRESENT', 'LATE', 'LEFT_EARLY') AND ${STANDS}
           UNION ALL SELECT NULL, o.title, o.starts_on FROM attendance.external_training o
           WHERE o.member_id = t.member_id AND o.id <> t.id AND o.state IN ('SUBMITTED', 'ENDORSED', 'APPROVED') AND o.starts_on <= t.ends_on AND o.ends_on >= t.starts_on
           ORDER BY 3, 1, 2 LIMIT ${MOST_OVERLAPS}) found
         WHERE t.id = ANY($1::uuid[]) AND t.state IN ('SUBMITTED', 'ENDORSED', 'APPROVED')`,
        [toUuids("training", ids)],
      )
      return groupedInKeyOrder(ids, rows, (row) => toTypeId("training", row.id)).map((group) =>
        group.map((row) => ({ lessonId: row.lesson_id && toTypeId("lesson", row.lesson_id), title: row.title, heldOn: row.held_on })),
      )
    }),
  }
}
