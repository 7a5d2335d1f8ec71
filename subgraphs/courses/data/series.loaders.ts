import DataLoader from "dataloader"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import type { PageRequest } from "../../shared/page.ts"
import type { Lesson } from "../domain/lesson.ts"
import type { SeriesException } from "../domain/series.ts"
import type { InSeries, SeriesRepository } from "./series.repository.ts"

/** Make the request's loaders of series. */
export function createSeriesLoaders(series: SeriesRepository) {
  return {
    seriesByLesson: new DataLoader<string, InSeries | null>(async (ids) => inKeyOrder(ids, await series.findByLessons(ids), ({ lessonId }) => lessonId)),
    exceptionsBySeries: new DataLoader<string, SeriesException[]>(async (ids) =>
      groupedInKeyOrder(ids, await series.findExceptions(ids), ({ seriesId }) => seriesId),
    ),
    lessonsBySeries: perKey(
      (request: PageRequest) =>
        new DataLoader<string, Lesson[]>(async (ids) =>
          groupedInKeyOrder(ids, await series.findPages(ids, request), ({ seriesId }) => seriesId).map((page) => page.map(({ lesson }) => lesson)),
        ),
    ),
    lessonCountBySeries: new DataLoader<string, number>(async (ids) =>
      inKeyOrder(ids, await series.countLessons(ids), ({ seriesId }) => seriesId).map((count) => count?.lessons ?? 0),
    ),
  }
}
