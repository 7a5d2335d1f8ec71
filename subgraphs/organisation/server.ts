import { runSubgraph } from "../shared/run.ts"
import { openOrganisation } from "./subgraph.ts"

await runSubgraph("organisation", openOrganisation)
