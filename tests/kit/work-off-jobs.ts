import { openCourses } from "../../subgraphs/courses/subgraph.ts"
import { openLog } from "../../subgraphs/shared/log.ts"
import { CITY_KEY } from "./database.ts"

// A process of courses that works off jobs until it is stopped, or killed: `work-off-jobs.ts <address of the database>`.
const log = openLog("tests", "silent")
openCourses({ databaseUrl: process.argv[2] ?? "", connections: 4, timeZone: "Asia/Shanghai", log, personalDataKeys: [CITY_KEY], runsJobs: true })
process.stdout.write("working\n")
setInterval(() => undefined, 1_000)
