import { runSubgraph } from "../shared/run.ts"
import { openAttendance } from "./subgraph.ts"

await runSubgraph("attendance", openAttendance)
