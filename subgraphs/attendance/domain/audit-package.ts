import type { LedgerHead } from "./ledger-extract.ts"
import type { ReportColumn, ReportGap, ReportKind } from "./report.ts"

export const PACKAGE_FORMAT = "party-school-audit-package/1"

/** How a report in a package is asked for its year: by the year, by its first and last day, or not at all. */
export const PACKAGED_REPORTS: Partial<Record<ReportKind, "YEAR" | "DAYS" | "NONE">> = {
  HOURS_DETAIL: "YEAR",
  COMPLIANCE: "YEAR",
  LEAVE_CLOSURE: "DAYS",
  CHANGE_LOG: "DAYS",
  ORGANISATION_LIFE: "YEAR",
  TEACHER_LOAD: "DAYS",
  VENUE_USE: "DAYS",
  FLOATING: "YEAR",
  EARLY_WARNING: "YEAR",
  COMPLETENESS: "DAYS",
  LEADERSHIP: "NONE",
}

export type PackagedReport = {
  kind: ReportKind
  title: string
  digest: string
  rows: number
  columns: Pick<ReportColumn, "key" | "title" | "type" | "isLabel">[]
}

export type PackagedFile = { name: string; bytes: number; sha256: string }

/**
 * 清单: what a package holds. It says nothing about who had it made and when, so that the same package asked for again has the same manifest; the hash of the
 * manifest so stands for the package.
 */
export type PackageManifest = {
  format: typeof PACKAGE_FORMAT
  parameters: PackageParameters
  reports: PackagedReport[]
  ruleSets: string[]
  ledger: { rows: number; unsealed: number; seals: number; head: LedgerHead | null; accounts: number; accountsWithoutStanding: number }
  files: PackagedFile[]
}

export type PackageParameters = { organisation: { id: string; name: string }; year: number; asOf: string; timeZone: string }

/** Who had a package made, when and why, and how its files were packed on that day. */
export type PackageRun = {
  generatedAt: string
  generatedBy: { account: string; name: string }
  purpose: string
  watermark: string | null
  /** 数据缺口, as they were found on that day: what is put right later leaves the reports as they are. */
  gaps: { kind: ReportKind; gaps: readonly ReportGap[] }[]
  packed: { name: string; bytes: number; sha256: string }[]
}

/** What a package says of itself: in Chinese and in English, for somebody who has nothing but the package. */
export function readmeOf({ organisation, year, asOf }: PackageParameters, reports: readonly PackagedReport[]): string {
  return `# ${organisation.name} ${year}年度学习考勤审计包 · Audit package

截止时点（此后登记的不在内） · as of: ${asOf}

- \`reports/\`：报表。\`*.rows.jsonl\` 为规范行，其 SHA-256 即报表摘要；\`*.csv\` 供人阅读。 · Canonical lines, whose SHA-256 is the report's digest, and tables for people.
${reports.map(({ kind, title, digest }) => `  - ${kind} ${title}：${digest}`).join("\n")}
- \`rules/\`：裁定所用学时规则。 · The rule sets that judged.
- \`ledger/lines.tsv\`：考勤台账摘录，每行一条，按封存顺序；每行首列为表名。 · The ledger's rows behind the reports, in the order of their seals.
- \`ledger/seals.jsonl\`：封存链与包含证明。叶 = SHA-256(0x00 + 行)；结点 = SHA-256(0x01 + 左 + 右)（RFC 9162）；封存哈希 = SHA-256([编号, 前一哈希, 行数, 根, 时刻])。 · Seals and proofs.
- \`ledger/standing.jsonl\`：每人每条台账记录所得学时（百分之一学时）。 · What each entry earned, in hundredths of an hour.
- \`ledger/unsealed.tsv\`：尚待封存的行。 · Rows that waited for their seal.
- \`manifest.json\`：清单，含每个文件的 SHA-256；同样参数再次导出，清单相同。 · The manifest; the same again for the same parameters.
- \`run.json\`：何人何时为何导出；经由系统导出的，\`watermark\` 为水印号，可凭此溯源。 · Who had it made, when and why; the number in \`watermark\`, where there is one, leads back to the request. \`manifest.sha256\`：二者的 SHA-256。

## 验证 · How to verify

1. 只需 Node.js 20.15 以上与 \`verify-package.mjs\` 一个文件，无需网络与数据库。 · Node.js and one file; no network, no database.
2. \`node verify-package.mjs package.zip\`；附已公布的封存头：\`--heads ledger-heads.jsonl\`；附事先记下的清单哈希：\`--manifest <sha256>\`。
3. 回答 Intact（完好），或指出第一处不符的文件与行。 · It says Intact, or names the first file and line that is not.
4. 不用程序也可核对：\`sha256sum -c manifest.sha256\`。 · Without the program.
`
}
