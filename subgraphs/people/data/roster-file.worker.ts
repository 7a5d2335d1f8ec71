import { answerJob, openTable, rowsOf, writeFailing } from "../../shared/table-files/table-job.ts"
import { namesOf } from "../../shared/tables/heading.ts"
import { HEADINGS, TRANSFER_HEADINGS } from "../domain/roster-headings.ts"
import { readRosterRow } from "../domain/roster-row.ts"
import { readTransferRow } from "../domain/transfer-row.ts"
import type { FileAnswer, FileJob, WriteJob } from "./roster-file.reader.ts"
import { writeRosterCsv, writeRosterXlsx } from "./roster-table.writer.ts"

await answerJob(run)

async function run(job: FileJob | WriteJob): Promise<FileAnswer> {
  if ("sheet" in job) return { ok: true, file: new Uint8Array(job.format === "CSV" ? writeRosterCsv(job.sheet) : await writeRosterXlsx(job.sheet)) }
  return job.kind === "MEMBER_ROSTER" ? runRoster(job) : runRegister(job)
}

async function runRoster({ content, today, reasons }: FileJob): Promise<FileAnswer> {
  const opened = await openTable(Buffer.from(content), HEADINGS)
  if (reasons) return { ok: true, file: await writeFailing(opened, reasons) }
  const { heading, table } = opened
  const rows = rowsOf(opened).map((row) => readRosterRow(row, heading, today))
  return { ok: true, kind: "MEMBER_ROSTER", encoding: table.encoding, ignored: heading.ignored, names: namesOf(heading, HEADINGS), rows }
}

async function runRegister({ content, today, reasons }: FileJob): Promise<FileAnswer> {
  const opened = await openTable(Buffer.from(content), TRANSFER_HEADINGS)
  if (reasons) return { ok: true, file: await writeFailing(opened, reasons) }
  const { heading, table } = opened
  const rows = rowsOf(opened).map((row) => readTransferRow(row, heading, today))
  return { ok: true, kind: "TRANSFER_REGISTER", encoding: table.encoding, ignored: heading.ignored, names: namesOf(heading, TRANSFER_HEADINGS), rows }
}
