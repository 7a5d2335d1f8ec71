import type { PlanGround, PlanProgress } from "./plan.ts"
import type { Board } from "./plan-board.ts"
import type { Candidates } from "./plan-candidate.ts"
import type { Grid } from "./plan-grid.ts"
import type { Solve } from "./plan-model.ts"
import type { Shares } from "./plan-shares.ts"

/** What a search is given from outside: the solver, an ear, and the clock. */
export type Surroundings = { solve: Solve; tell(progress: PlanProgress): void; isLate(): boolean }
/** All that the parts of a search share. */
export type Search = Surroundings & { ground: PlanGround; grid: Grid; candidates: Candidates; board: Board; shares: Shares; chance: () => number }
