import type { ReportColumn, ReportKind, ReportRow } from "../../subgraphs/attendance/domain/report.ts"
import type { ReportFile } from "../../subgraphs/attendance/domain/report-file.ts"

const column = (key: string, title: string, type: ReportColumn["type"], more: Partial<ReportColumn> = {}): ReportColumn => ({ key, title, type, ...more })
const row = (kind: ReportRow["kind"], ...cells: ReportRow["cells"]): ReportRow => ({ kind, key: "", cells })

export const HOURS_COLUMNS = [
  column("position", "序号", "INTEGER", { width: 6 }),
  column("personCode", "人员编号", "TEXT", { width: 10 }),
  column("name", "姓名", "TEXT", { isLabel: true, width: 18 }),
  column("branch", "所在党支部", "TEXT", { isLabel: true, width: 24 }),
  column("roleInYear", "身份", "TEXT", { width: 14 }),
  column("required", "应修学时", "HOURS"),
  column("intensive", "集中培训", "HOURS", { group: "已修学时" }),
  column("collective", "集体学习", "HOURS", { group: "已修学时" }),
  column("onlineRaw", "线上原始", "HOURS", { group: "已修学时" }),
  column("onlineCounted", "线上计入", "HOURS", { group: "已修学时" }),
  column("makeUp", "补课", "HOURS", { group: "已修学时" }),
  column("counted", "合计计入", "HOURS"),
  column("rate", "完成率（%）", "RATE"),
  column("gap", "差额", "HOURS"),
  column("intensiveSessions", "集中培训次数", "INTEGER"),
  column("verdict", "结论", "TEXT", { width: 14 }),
]

/** The customary example of R01: the cap on online study, a secretary who misses 56, somebody outside the denominator, a rare surname. */
export const HOURS_ROWS: ReportRow[] = [
  row("ROW", 1, "P001", "王春梅", "向阳社区第一党支部", "书记", 56, 36, 20.5, 10, 10, 0, 66.5, 118.8, 0, 2, "达标"),
  row("ROW", 2, "P003", "阿依努尔·买买提", "向阳社区第一党支部", "组织委员", 56, 28, 22, 12, 12, 0, 62, 110.7, 0, 2, "达标"),
  row("ROW", 3, "P004", "张伟", "向阳社区第一党支部", "正式党员", 32, 0, 0, 26, 16, 8, 24, 75, 8, 0, "未达标"),
  row("SUBTOTAL", null, null, null, "向阳社区第一党支部", "3人", 144, null, null, null, null, null, 152.5, 66.7, 8, null, "2/3达标"),
  row("ROW", 4, "P006", "陈㛃", "向阳社区第二党支部", "书记", 56, 30, 18.5, 6, 6, 0, 54.5, 97.3, 1.5, 2, "未达标"),
  row("ROW", 5, "P010", '=HYPERLINK("x")', "向阳社区第二党支部", "正式党员", 32, 0, 6.25, 0, 0, 0, 6.25, null, 25.75, 0, "未达标"),
  row("ROW", 6, "999999199001010018", "𠮷田", "向阳社区第二党支部", "正式党员", 32, 0, 6, 0, 0, 0, 6, 18.8, 26, 0, "未达标"),
  row("SUBTOTAL", null, null, null, "向阳社区第二党支部", "3人", 120, null, null, null, null, null, 66.75, 0, 53.25, null, "0/3达标"),
  row("TOTAL", null, null, null, "向阳社区党总支", "6人", 264, null, null, null, null, null, 219.25, 33.3, 61.25, null, "2/6达标"),
  row("ASIDE", null, "P008", "刘洋", "向阳社区第二党支部", "在职报到党员", null, 8, 4, 20, null, 0, null, null, null, 1, "不计入本社区分母"),
]

const lessons = ["03-14下午", "03-15上午", "03-15下午"]

/** R03 with so many lessons. */
export function matrixColumns(count = lessons.length): ReportColumn[] {
  const titles = Array.from(
    { length: count },
    (_, at) => lessons[at] ?? `${String(4 + Math.floor(at / 28)).padStart(2, "0")}-${String((at % 28) + 1).padStart(2, "0")}上午`,
  )
  return [
    column("position", "序号", "INTEGER", { width: 6 }),
    column("personCode", "人员编号", "TEXT", { width: 10 }),
    column("name", "姓名", "TEXT", { isLabel: true, width: 18 }),
    ...titles.map((title, at) => column(`lesson_${at}`, title, "TEXT", { group: "课次", width: 6 })),
    column("attended", "出勤次数", "INTEGER"),
    column("onLeave", "请假", "INTEGER"),
    column("absent", "缺席", "INTEGER"),
    column("hours", "获得学时", "HOURS"),
    column("rate", "出勤率（%）", "RATE"),
  ]
}

export function matrixRows(count = lessons.length, people = 8): ReportRow[] {
  const marks = (at: number) =>
    Array.from({ length: count }, (_, lesson) => (at === 3 || at === 6 ? "假" : ["√", "√", "迟", "退", "√", "缺", "√"][(lesson + at * 3) % 7]!))
  const names = ["王春梅", "李建国", "阿依努尔·买买提", "张伟(1990)", "张伟(1999)", "陈㛃", "黄志强", "周敏"]
  return [
    ...Array.from({ length: people }, (_, at) =>
      row("ROW", at + 1, `P${String(at + 1).padStart(3, "0")}`, names[at % 8]!, ...marks(at % 8), count - 1, 0, 1, 4 * count, 66.7),
    ),
    row("TOTAL", null, null, `应到${people}人`, ...Array.from({ length: count }, () => "实到5"), 5 * count, 6, 1, 66, 70.8),
  ]
}

export const LIFE_COLUMNS = [
  column("branch", "党支部", "TEXT", { isLabel: true, width: 26 }),
  column("quarter", "季度", "TEXT", { width: 8 }),
  ...["支部党员大会", "支委会", "党小组会", "党课", "主题党日"].map((title, at) => column(`kind_${at}`, title, "TEXT", { group: "应开/实开（次）", width: 8 })),
  column("turnout", "平均到会率（%）", "RATE"),
  column("filed", "3日内归档", "TEXT", { width: 8 }),
  column("missing", "缺项", "TEXT", { width: 30 }),
]
export const LIFE_ROWS = [
  row("ROW", "向阳社区第一党支部", "2025Q2", "1/1", "3/3", "3/3", "1/1", "3/3", 86.7, "10/11", "归档超期1次"),
  row("ROW", "向阳社区第二党支部", "2025Q2", "1/1", "3/2", "-", "1/0", "3/3", 71.4, "6/6", "支委会缺1、党课缺1"),
]

const TITLES: Partial<Record<ReportKind, string>> = {
  HOURS_DETAIL: "2025年度学时完成情况明细表",
  CLASS_MATRIX: "培训班考勤汇总表",
  ORGANISATION_LIFE: "三会一课落实情况季度表",
}

/** A file to write, with these columns and rows, of an auditor who says why. */
export function reportFile(
  kind: ReportKind,
  columns: readonly ReportColumn[],
  batches: () => Iterable<readonly ReportRow[]>,
  more: Partial<ReportFile> = {},
): ReportFile {
  return {
    report: {
      kind,
      title: TITLES[kind] ?? kind,
      organisation: { id: "organisation_01", name: "向阳社区党总支" },
      parameters: {
        organisationId: "organisation_01",
        year: 2025,
        from: null,
        to: null,
        asOf: new Date("2025-12-31T15:59:59.999Z"),
        lessonId: null,
        memberId: null,
        classId: null,
        verdict: null,
        detail: null,
      },
      ruleSets: [{ id: "rules_01", title: "某市党员教育学时认定办法（示例）", source: "市委组织部〔2024〕1号（示例）" }],
      columns,
    },
    gaps: [
      { subgraph: "attendance", message: "3 节课的签到表尚未关闭，其学时未计入。" },
      { subgraph: "people", message: "1 人没有年内组织关系记录。" },
    ],
    run: { generatedAt: new Date("2026-11-23T01:00:00Z"), generatedBy: "审计员A", purpose: "2025年度学时核查" },
    digest: "3f2a".repeat(16),
    watermark: "WM-7F21",
    async *rows() {
      yield* batches()
    },
    localOf: (instant) => new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " "),
    today: "2026-11-23",
    ...more,
  }
}
