import { startJobs } from "../../subgraphs/courses/data/job.worker.ts"
import { openLog } from "../../subgraphs/shared/log.ts"

// A process that takes the job `look` and never ends it: what is left of it when it is killed is what a test is about.
const hang = () => new Promise<never>(() => process.stdout.write("took the job\n"))
startJobs(process.argv[2] ?? "", { look: hang }, { concurrency: 1, log: openLog("tests", "silent") })
setInterval(() => undefined, 1_000)
