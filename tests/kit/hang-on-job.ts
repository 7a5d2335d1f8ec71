import { startJobs } from "../../subgraphs/shared/job-worker.ts"
import { openLog } from "../../subgraphs/shared/log.ts"

// A process that takes the job `look` and never ends it: what is left of it when it is killed is what a test is about.
const hang = () => new Promise<never>(() => process.stdout.write("took the job\n"))
startJobs({ url: process.argv[2] ?? "", schema: "courses_jobs" }, { look: hang }, { concurrency: 1, log: openLog("tests", "silent") })
setInterval(() => undefined, 1_000)
