import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { dateFromDay, dayFromDate } from "../../shared/calendar.ts"
import { newId, toTypeId, toUuid } from "../../shared/typeid.ts"
import type { LessonStatus } from "../domain/lesson.ts"
import type { Series, SeriesException } from "../domain/series.ts"

/** A lesson of a series as far as the series goes. */
export type SeriesLesson = { id: string; status: LessonStatus; occursAt: Date; startsAt: Date; isDetached: boolean }

/** Write series, in the transaction of an act. */
export function createSeriesWriter(transaction: Prisma.TransactionClient) {
  const add = async (series: Omit<Series, "id" | "version">): Promise<string> => {
    const id = newId("series")
    await transaction.lessonSeries.create({
      data: {
        id: toUuid("series", id),
        organiserId: toUuid("organisation", series.organiserId),
        organiserPath: series.organiserPath,
        rule: series.rule,
        startsAt: series.startsAt,
        until: dateFromDay(series.until),
        holidays: series.holidays,
        splitFromId: series.splitFromId && toUuid("series", series.splitFromId),
      },
    })
    return id
  }

  return {
    add,

    /** Write down the times at which no lesson is; of two reasons for one time the first stands. */
    async addExceptions(seriesId: string, exceptions: readonly SeriesException[]): Promise<void> {
      const data = exceptions.map((exception) => ({ ...exception, seriesId: toUuid("series", seriesId) }))
      if (data.length > 0) await transaction.seriesException.createMany({ data, skipDuplicates: true })
    },

    /** Lock the series that a lesson is of, before the lesson itself: two who edit one series wait for each other here. Null when it is of none. */
    async lockOf(lessonId: string): Promise<Series | null> {
      const [found] = await transaction.$queryRawUnsafe<{ id: string }[]>(
        "SELECT s.id FROM courses.lesson_series s JOIN courses.lesson l ON l.series_id = s.id WHERE l.id = $1::uuid FOR UPDATE OF s",
        toUuid("lesson", lessonId),
      )
      if (!found) return null
      const row = await transaction.lessonSeries.findUniqueOrThrow({ where: { id: found.id } })
      return {
        id: toTypeId("series", row.id),
        organiserId: toTypeId("organisation", row.organiserId),
        organiserPath: row.organiserPath,
        rule: row.rule,
        startsAt: row.startsAt,
        until: dayFromDate(row.until),
        holidays: row.holidays,
        version: row.version,
        splitFromId: row.splitFromId && toTypeId("series", row.splitFromId),
      }
    },

    /** List the lessons of a series in the order of its rule. */
    async listLessons(seriesId: string): Promise<SeriesLesson[]> {
      const rows = await transaction.lesson.findMany({
        where: { seriesId: toUuid("series", seriesId) },
        select: { id: true, status: true, occursAt: true, startsAt: true, isDetached: true },
        orderBy: [{ occursAt: "asc" }, { id: "asc" }],
      })
      return rows.map(({ id, occursAt, ...row }) => ({ ...row, id: toTypeId("lesson", id), occursAt: occursAt ?? row.startsAt }))
    },

    /** Write the rule, the first time and the last day of a series as they are now, under the next version. */
    async rewrite({ id, rule, startsAt, until }: Pick<Series, "id" | "rule" | "startsAt" | "until">): Promise<void> {
      const data = { rule, startsAt, until: dateFromDay(until), version: { increment: 1 } }
      await transaction.lessonSeries.update({ where: { id: toUuid("series", id) }, data })
    },

    /**
     * Hand what the rule says from a time on to another series, or the same, and move it by so many milliseconds: the times by the rule of lessons and exceptions.
     * When the lessons are held is not touched: that is for whoever revises them.
     */
    async handOver({ from, to, since, byMs }: { from: string; to: string; since: Date; byMs: number }): Promise<void> {
      const [old, next] = [toUuid("series", from), toUuid("series", to)]
      await transaction.$executeRawUnsafe(
        `UPDATE courses.lesson SET series_id = $2::uuid, occurs_at = occurs_at + $4::float8 * interval '1 millisecond' WHERE series_id = $1::uuid AND occurs_at >= $3::timestamptz`,
        ...[old, next, since, byMs],
      )
      const where = { seriesId: old, occursAt: { gte: since } }
      const rows = await transaction.seriesException.findMany({ where })
      await transaction.seriesException.deleteMany({ where })
      const data = rows.map((row) => ({ ...row, seriesId: next, occursAt: new Date(row.occursAt.getTime() + byMs) }))
      if (data.length > 0) await transaction.seriesException.createMany({ data })
    },
  }
}
