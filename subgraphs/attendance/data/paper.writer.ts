import type { Prisma } from "../../../prisma/attendance/generated/client.ts"
import { dateFromDay } from "../../shared/calendar.ts"
import { newId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { PaperLine } from "../domain/paper-line.ts"
import type { PaperSheet } from "../domain/paper-sheet.ts"
import { LINE_COLUMNS, type LineRow, toLine } from "./paper.row.ts"

export type NewPaper = Omit<PaperSheet, "id" | "recordedAt" | "recordedBy" | "appliedAt" | "version" | "startsAt" | "endsAt">
export type LinePlace = Pick<PaperLine, "page" | "line" | "column">

/** Keep paper sheets and what is read from them, in the transaction of an act. Take the lock of the lesson's sheet before: it guards these, too. */
export function createPaperWriter(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  const placeOf = (paperId: string, { page, line, column }: LinePlace) => ({ paperId: toUuid("paper", paperId), page, line, column })
  return {
    /** Which lesson a paper sheet is of; null when there is none of this id. */
    async findLesson(paperId: string): Promise<string | null> {
      const row = await transaction.paperSheet.findUnique({ where: { id: toUuid("paper", paperId) }, select: { lessonId: true } })
      return row && toTypeId("lesson", row.lessonId)
    },

    count: (lessonId: string) => transaction.paperSheet.count({ where: { lessonId: toUuid("lesson", lessonId) } }),

    async add({ checkedOn, ...paper }: NewPaper, lines: readonly PaperLine[]): Promise<string> {
      const id = newId("paper")
      await transaction.paperSheet.create({
        data: {
          ...paper,
          id: toUuid("paper", id),
          lessonId: toUuid("lesson", paper.lessonId),
          evidence: toUuids("evidence", paper.evidence),
          checkedOn: checkedOn === null ? null : dateFromDay(checkedOn),
          recordedAt: now(),
          recordedById: toUuid("account", viewer.accountId),
          recordedBy: viewer.name,
        },
      })
      await transaction.paperLine.createMany({ data: lines.map((line) => ({ ...line, ...placeOf(id, line), memberId: uuidOf(line.memberId) })) })
      return id
    },

    async findLines(paperId: string): Promise<PaperLine[]> {
      const rows = await transaction.$queryRawUnsafe<LineRow[]>(
        `SELECT ${LINE_COLUMNS} FROM attendance.paper_line l WHERE l.paper_id = $1::uuid ORDER BY l.page, l.line, l."column"`,
        toUuid("paper", paperId),
      )
      return rows.map((row) => {
        const { paperId: _, ...line } = toLine(row)
        return line
      })
    },

    async changeLine(paperId: string, { page, line, column, ...said }: PaperLine): Promise<void> {
      const place = placeOf(paperId, { page, line, column })
      await transaction.paperLine.update({ where: { paperId_page_line_column: place }, data: { ...said, memberId: uuidOf(said.memberId) } })
      await transaction.paperSheet.update({ where: { id: place.paperId }, data: { version: { increment: 1 } } })
    },

    /** Mark lines as taken over: they say what they said from now on. One statement whatever their number. */
    async markApplied(paperId: string, lines: readonly LinePlace[]): Promise<void> {
      const numbers = (part: keyof LinePlace) => lines.map((line) => line[part])
      await transaction.$executeRawUnsafe(
        `UPDATE attendance.paper_line l SET applied_at = $2::timestamptz FROM unnest($3::int[], $4::int[], $5::int[]) AS a(page, line, col)
         WHERE l.paper_id = $1::uuid AND l.page = a.page AND l.line = a.line AND l."column" = a.col`,
        toUuid("paper", paperId),
        now().toISOString(),
        numbers("page"),
        numbers("line"),
        numbers("column"),
      )
      await transaction.paperSheet.update({ where: { id: toUuid("paper", paperId) }, data: { appliedAt: now(), version: { increment: 1 } } })
    },
  }
}

const uuidOf = (memberId: string | null) => memberId && toUuid("member", memberId)
