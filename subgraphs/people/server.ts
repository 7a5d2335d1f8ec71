import { runSubgraph } from "../shared/run.ts"
import { openPeople } from "./subgraph.ts"

await runSubgraph("people", openPeople)
