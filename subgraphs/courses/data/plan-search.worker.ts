import { parentPort, workerData } from "node:worker_threads"
import type { PlanGround } from "../domain/plan.ts"
import { searchPlan } from "../domain/plan-search.ts"
import { openSolver } from "./solver.worker.ts"

// What runs in the thread of a plan: the solver blocks it, and nothing else waits there.
const { ground, mostMs } = workerData as { ground: PlanGround; mostMs: number }
const solve = await openSolver()
const late = Date.now() + mostMs
const found = searchPlan(ground, { solve, tell: (progress) => parentPort?.postMessage({ progress }, []), isLate: () => Date.now() > late })
parentPort?.postMessage({ found }, [])
