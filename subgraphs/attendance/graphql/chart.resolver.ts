import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql"
import { chartUrl } from "../../shared/charts.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type { ChartKind as Kind } from "../domain/chart.ts"
import { readChart } from "../use-cases/read-chart.ts"
import { Chart, ChartKind } from "./chart.type.ts"

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
    @Arg("asOf", () => DateTimeScalar, { nullable: true, description: "截止时点, with COMPLIANCE_BY_ORGANISATION alone: as the books stood at this moment." })
    asOf: Date | null | undefined,
    @Ctx() context: AttendanceContext,
  ): Promise<Chart | null> {
    const chart = await readChart(context, { organisation, year, kind, asOf })
    return (
      chart && {
        ...chart,
        series: chart.series.map(({ points, ...one }) => ({ ...one, points: [...points] })),
        url: chartUrl({ kind, organisation, year, asOf }),
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
