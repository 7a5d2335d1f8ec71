import { answerJob, readTable } from "../../shared/table-files/table-job.ts"
import { Unreadable } from "../../shared/table-files/table.reader.ts"
import { writeErrors } from "../../shared/table-files/table.writer.ts"
import type { TableRow } from "../../shared/tables/rows.ts"
import { MOST_IMPORTED } from "../domain/sheet-import.ts"
import { SIGN_IN_HEADINGS, findSignInLayout } from "../domain/sign-in-layout.ts"
import { readSignInRow } from "../domain/sign-in-row.ts"
import type { SignInFileAnswer, SignInFileJob } from "./sign-in-file.reader.ts"

await answerJob(run)

async function run({ content, reasons }: SignInFileJob): Promise<SignInFileAnswer> {
  const table = await readTable(Buffer.from(content), SIGN_IN_HEADINGS)
  const layout = findSignInLayout(table.rows)
  if (!layout)
    throw new Unreadable(
      `No headings are found in the first rows (read as ${table.encoding}). There must be one with 姓名 and at least two more of 序号, 所在党支部, 签到时间, 签到签名, 备注.`,
    )
  const { headingAt, blocks, header, rows } = layout
  if (reasons) {
    const byLine = new Map(reasons)
    const failing = rows.filter(({ line }) => byLine.has(line))
    return { ok: true, file: new Uint8Array(await writeErrors(table, headingAt, failing, byLine)) }
  }
  const width = headingAt.cells.length
  const read = rows.map((row) => (table.format === "CSV" ? squared(row, width) : row)).flatMap((row) => readSignInRow(row, blocks))
  if (read.length === 0) throw new Unreadable("Below the headings there is nobody.")
  if (read.length > MOST_IMPORTED) throw new Unreadable(`The sheet has ${read.length} people; at most ${MOST_IMPORTED} are taken at once. Send it in parts.`)
  return { ok: true, encoding: table.encoding, header, rows: read }
}

/** A row with more or fewer cells than there are headings has slipped: its values stand under the wrong ones. */
function squared(row: TableRow, width: number): TableRow {
  if (row.cells.length === width) return row
  const message = `The row has ${row.cells.length} cells under ${width} headings: a separator is missing or one too many.`
  return { ...row, faults: [...(row.faults ?? []), { column: -1, code: "RAGGED", message }] }
}
