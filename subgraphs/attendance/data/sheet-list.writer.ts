import type { Prisma } from "../../../prisma/attendance/generated/client.ts"
import { dateFromDay } from "../../shared/calendar.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { StoredSheet } from "../domain/stored-sheet.ts"
import type { PublishedLesson } from "./held-lesson.repository.ts"

/**
 * The branch where somebody belonged or took part on the day $2: of several the one below the lesson's organiser ($3), then the one where the person
 * belongs; where the books say nothing of the day, the one of now.
 */
const BRANCH_OF = (member: string) => `coalesce((SELECT ms.organisation_id FROM people_api.membership ms
    WHERE ms.member_id = ${member} AND ms.from_on <= $2::date AND (ms.to_on IS NULL OR ms.to_on > $2::date)
    ORDER BY starts_with(ms.organisation_path, $3) DESC, ms.participation = 'DIRECT' DESC, ms.from_on DESC LIMIT 1),
  (SELECT now.branch_id FROM people_api.member now WHERE now.id = ${member}))`

/** Open sheets with their lists (应到名单), and change these, in the transaction of an act. */
export function createSheetListWriter(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  return {
    /** Open a sheet with the lesson as it is now, and with its list; the lesson must be held. Gives how many are expected. */
    async open(lessonId: string, lesson: PublishedLesson, heldOn: string): Promise<number> {
      const uuid = toUuid("lesson", lessonId)
      await transaction.sheet.create({
        data: {
          lessonId: uuid,
          organisationId: toUuid("organisation", lesson.organisationId),
          organisationPath: lesson.organisationPath,
          state: "OPEN",
          heldOn: dateFromDay(heldOn),
          startsAt: lesson.startsAt,
          endsAt: lesson.endsAt,
          periods: lesson.periods.map(({ startsAt, endsAt }) => ({ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() })),
          category: lesson.category,
          mode: lesson.mode,
          plannedHours: lesson.plannedHours,
          isCounted: lesson.isCounted,
          expected: 0,
          present: 0,
          onLeave: 0,
          absent: 0,
          openedAt: now(),
          openedBy: viewer.name,
        },
      })
      return transaction.$executeRawUnsafe(
        `INSERT INTO attendance.sheet_place (lesson_id, member_id, branch_id)
         SELECT e.lesson_id, e.member_id, ${BRANCH_OF("e.member_id")} FROM courses_api.enrolment e WHERE e.lesson_id = $1::uuid AND e.state = 'EXPECTED'`,
        uuid,
        heldOn,
        lesson.organisationPath,
      )
    },

    /** Put a person on the list, or back on it; false when they are on it already or there is no such person. */
    async expect({ lessonId, heldOn, organisationPath }: StoredSheet, memberId: string): Promise<boolean> {
      const put = await transaction.$executeRawUnsafe(
        `INSERT INTO attendance.sheet_place AS p (lesson_id, member_id, branch_id)
         SELECT $1::uuid, m.id, ${BRANCH_OF("m.id")} FROM people_api.member m WHERE m.id = $4::uuid
         ON CONFLICT (lesson_id, member_id) DO UPDATE SET is_expected = true WHERE NOT p.is_expected`,
        toUuid("lesson", lessonId),
        heldOn,
        organisationPath,
        toUuid("member", memberId),
      )
      return put > 0
    },

    /** Take a person off the list; the row stays. */
    async expectNoMore(lessonId: string, memberId: string): Promise<void> {
      await transaction.sheetPlace.updateMany({
        where: { lessonId: toUuid("lesson", lessonId), memberId: toUuid("member", memberId) },
        data: { isExpected: false },
      })
    },
  }
}
