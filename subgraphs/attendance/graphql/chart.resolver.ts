import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql"
import { chartUrl } from "../../shared/charts.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type { ChartKind as Kind, ChartRows as Rows } from "../domain/chart.ts"
import { readChart } from "../use-cases/read-chart.ts"
import { Chart, ChartKind, ChartRows } from "./chart.type.ts"

@Resolver()
class ChartQueries {
  @Query(() => Chart, {
    nullable: true,
    description: "图: a drawing of an organisation's year, with its figures; null where the viewer may not read its reports.",
  })
  async chart(
    @Arg("organisation", () => ID, { description: "Whose: this organisation and everything below it: `organisation_…`" }) organisation: string,
    @Arg("year", () => Int, { description: "The calendar year, from 2000 to this one." }) year: number,
    @Arg("kind", () => ChartKind, { description: "What is drawn." }) kind: Kind,
    @Arg("asOf", () => DateTimeScalar, { nullable: true, description: "截止时点: as the books stood at this moment; as they stand now when left out." })
    asOf: Date | null | undefined,
    @Arg("rows", () => ChartRows, { defaultValue: "WEEKDAY", description: "What the rows of LESSONS_BY_WEEK are; nothing to the others." }) rows: Rows,
    @Ctx() context: AttendanceContext,
  ): Promise<Chart | null> {
    const chart = await readChart(context, { organisation, year, kind, rows, asOf })
    return (
      chart && {
        ...chart,
        series: chart.series.map(({ points, ...one }) => ({ ...one, points: [...points] })),
        gaps: [...chart.gaps],
        url: chartUrl({ kind, organisation, year, asOf, ...(kind === "LESSONS_BY_WEEK" && { rows }) }),
      }
    )
  }
}

@Resolver(() => Chart)
class ChartResolver {
  @FieldResolver(() => String, {
    description:
      "The drawing as an SVG: without scripts, and without anything from elsewhere. Colours are told apart by the colour-blind and in black and white.",
  })
  svg(@Root() chart: Chart, @Ctx() { drawChart }: AttendanceContext): Promise<string> {
    return drawChart(chart)
  }

  @FieldResolver(() => String, { description: "Where the drawing alone is fetched from this gateway, with the token that asks the graph." })
  url(@Root() chart: Chart): string {
    return chart.url
  }
}

export const CHART_RESOLVERS = [ChartQueries, ChartResolver] as const
