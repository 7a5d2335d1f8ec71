import type { EChartsCoreOption } from "echarts/core"
import type { Chart, ChartSeries } from "../domain/chart.ts"

const WIDTH = 960
const FONT = "Noto Sans SC, Microsoft YaHei, PingFang SC, SimHei, sans-serif"
/** Blue and orange of Okabe and Ito: told apart by whoever sees no red or green, and by lightness in black and white. */
const [BLUE, ORANGE] = ["#0072b2", "#e69f00"]
const BLACK = "#222222"
const CAPTION_LINE = 20
const SIGNS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" }
const escaped = (text: string) => text.replace(/[\p{Cc}\ufffe\uffff]/gu, " ").replace(/[&<>]/g, (sign) => SIGNS[sign] ?? "")

/**
 * Draw a chart as an SVG that stands alone: no script, nothing from elsewhere, the figures written beside the shapes, and what it shows in words for whoever
 * does not see it. The same figures give the same text.
 */
export async function drawChart(chart: Chart): Promise<string> {
  const [core, charts, components, renderers] = await Promise.all([
    import("echarts/core"),
    import("echarts/charts"),
    import("echarts/components"),
    import("echarts/renderers"),
  ])
  const { TitleComponent, GridComponent, LegendComponent, VisualMapComponent } = components
  core.use([charts.LineChart, charts.BarChart, charts.HeatmapChart, TitleComponent, GridComponent, LegendComponent, VisualMapComponent, renderers.SVGRenderer])
  const { height, option } = optionOf(chart)
  const caption = chart.gaps.map(({ message }) => message)
  const below = caption.length * CAPTION_LINE
  const drawing = core.init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height: height + below })
  try {
    drawing.setOption({
      animation: false,
      backgroundColor: "#ffffff",
      textStyle: { fontFamily: FONT, color: BLACK },
      ...option,
      title: [
        { text: chart.title, left: "center", top: 12, textStyle: { fontSize: 18, fontFamily: FONT, color: BLACK } },
        ...caption.map((text, at) => ({
          text: `注：${text}`,
          left: 56,
          top: height + at * CAPTION_LINE - 4,
          padding: 0,
          textStyle: { fontSize: 12, fontWeight: "normal", fontFamily: FONT, color: BLACK },
        })),
      ],
    })
    const words = `<title>${escaped(chart.title)}</title><desc>${escaped([chart.description, ...caption].join(""))}</desc>`
    // Ids are counted through the life of the process; what answers the mouse is no use in a drawing.
    return drawing
      .renderToSVGString()
      .replace(/ class="zr[^"]*"/g, "")
      .replace(/<style[\s\S]*?<\/style>/, "")
      .replace(/zr\d+-/g, "zr-")
      .replace(/^<svg /, '<svg role="img" ')
      .replace(/^(<svg[^>]*>)/, (open: string) => open + words)
  } finally {
    drawing.dispose()
  }
}

function optionOf(chart: Chart): { height: number; option: EChartsCoreOption } {
  const below = chart.gaps.length * CAPTION_LINE
  if (chart.kind === "COMPLIANCE_OVER_YEAR") return { height: 640, option: yearOption(chart.series) }
  if (chart.kind === "LESSONS_BY_WEEK") return { height: 340, option: weekOption(chart.series, below) }
  return { height: 120 + 28 * Math.max(1, chart.series[0]?.points.length ?? 0), option: barOption(chart.series, below) }
}

const valuesOf = ({ points }: ChartSeries) => points.map(({ value, note }) => ({ value: value ?? "-", note }))
const labelsOf = (series: readonly ChartSeries[]) => series[0]?.points.map(({ label }) => label) ?? []

function yearOption(series: readonly ChartSeries[]): EChartsCoreOption {
  const [share, earned, needed] = series
  const looks = [
    { series: share, at: 0, colour: BLUE, symbol: "circle", dash: "solid" },
    { series: earned, at: 1, colour: BLUE, symbol: "rect", dash: "solid" },
    { series: needed, at: 1, colour: ORANGE, symbol: "triangle", dash: "dashed" },
  ]
  const axis = { type: "category", data: labelsOf(series), axisLabel: { color: BLACK } }
  return {
    legend: { top: 44, textStyle: { color: BLACK } },
    grid: [
      { top: 96, height: 210, left: 64, right: 40 },
      { top: 376, height: 210, left: 64, right: 40 },
    ],
    xAxis: [
      { ...axis, gridIndex: 0 },
      { ...axis, gridIndex: 1 },
    ],
    yAxis: [
      { name: "%", gridIndex: 0, min: 0, max: 100, axisLabel: { color: BLACK } },
      { name: "学时", gridIndex: 1, min: 0, axisLabel: { color: BLACK } },
    ],
    series: looks.flatMap(({ series: one, at, colour, symbol, dash }) =>
      one
        ? [
            {
              name: `${one.title}（${one.unit}）`,
              type: "line",
              xAxisIndex: at,
              yAxisIndex: at,
              data: valuesOf(one),
              symbol,
              symbolSize: 7,
              itemStyle: { color: colour },
              lineStyle: { color: colour, type: dash, width: 2 },
              label: { show: true, position: dash === "dashed" ? "bottom" : "top", color: BLACK, fontSize: 10 },
            },
          ]
        : [],
    ),
  }
}

function barOption(series: readonly ChartSeries[], below: number): EChartsCoreOption {
  const [rates] = series
  return {
    grid: { top: 60, bottom: 44 + below, left: 300, right: 130 },
    xAxis: { type: "value", min: 0, max: 100, name: "%", axisLabel: { color: BLACK } },
    yAxis: { type: "category", inverse: true, data: labelsOf(series), axisLabel: { color: BLACK, width: 280, overflow: "truncate", interval: 0 } },
    series: [
      {
        type: "bar",
        barWidth: 16,
        itemStyle: { color: BLUE },
        data: rates ? valuesOf(rates) : [],
        label: {
          show: true,
          position: "right",
          color: BLACK,
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const point = rates?.points[dataIndex]
            return `${point?.value?.toFixed(1) ?? "—"}%　${point?.note ?? ""}`
          },
        },
      },
    ],
  }
}

function weekOption(series: readonly ChartSeries[], below: number): EChartsCoreOption {
  const cells = series.flatMap(({ points }, row) => points.flatMap(({ value }, week) => (value ? [[week, row, value]] : [])))
  const most = Math.max(1, ...cells.map(([, , value]) => value ?? 0))
  return {
    grid: { top: 60, bottom: 84 + below, left: 84, right: 24 },
    xAxis: {
      type: "category",
      data: labelsOf(series).map((label) => label.replace(/\D/g, "")),
      name: "周",
      nameLocation: "middle",
      nameGap: 24,
      axisLabel: { color: BLACK, fontSize: 9, interval: 1 },
    },
    yAxis: { type: "category", inverse: true, data: series.map(({ title }) => title), axisLabel: { color: BLACK } },
    // No darker than black figures can be read on.
    visualMap: {
      min: 0,
      max: most,
      orient: "horizontal",
      left: "center",
      bottom: 8 + below,
      text: [`${most}节`, "0"],
      inRange: { color: ["#f1f6fb", "#7fb3d9"] },
      textStyle: { color: BLACK },
    },
    series: [{ type: "heatmap", data: cells, itemStyle: { borderColor: "#8c8c8c", borderWidth: 0.5 }, label: { show: true, color: BLACK, fontSize: 9 } }],
  }
}
