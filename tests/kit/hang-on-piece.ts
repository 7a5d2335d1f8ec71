import { startJobs } from "../../subgraphs/shared/job-worker.ts"
import { openLog } from "../../subgraphs/shared/log.ts"
import { runExport } from "../../subgraphs/attendance/use-cases/run-export.ts"
import { exportWorkOn } from "./export-work.ts"

// A process that makes exports and stops for ever when the first piece of a file is kept: what is left of it when it is killed is what a test is about.
const url = process.argv[2] ?? ""
const { surroundings } = exportWorkOn(url, () => new Date(process.argv[3] ?? ""))
const addPiece: typeof surroundings.work.addPiece = async (...piece) => {
  await surroundings.work.addPiece(...piece)
  return new Promise<never>(() => process.stdout.write("hangs behind piece 1\n"))
}
const hanging = { ...surroundings, work: { ...surroundings.work, addPiece } }
startJobs(
  { url, schema: "attendance_jobs" },
  { export: ({ payload, ...turn }) => runExport(hanging, (payload as { exportId: string }).exportId, turn) },
  { concurrency: 1, log: openLog("tests", "silent") },
)
setInterval(() => undefined, 1_000)
