import { runSubgraph } from "../shared/run.ts"
import { openCourses } from "./subgraph.ts"

await runSubgraph("courses", openCourses)
