import loadHighs, { type Highs } from "highs"
import type { Model, Solve, Solved } from "../domain/plan-model.ts"

/** One programme may take so long at most, whatever its nodes: a plan has many of them. */
const LONGEST_SECONDS = 20

/** Load HiGHS, which then solves programmes one at a time, blocking the thread it is in. */
export async function openSolver(): Promise<Solve> {
  // The package's types say CommonJS of what is loaded as a module: its default is the function itself.
  const highs = await (loadHighs as unknown as typeof loadHighs.default)()
  return (model, effort) => solve(highs, model, effort)
}

function solve(highs: Highs, model: Model, { nodes, gap, first }: Parameters<Solve>[1]): Solved {
  if (model.costs.length === 0) return { state: "SOLVED", values: new Float64Array(0), objective: 0, bound: 0 }
  if (model.rows.some(({ columns, least }) => columns.length === 0 && least > 0)) return { state: "IMPOSSIBLE", values: null, objective: Infinity, bound: null }
  const solver = highs.createModel(dataOf(highs, model))
  try {
    solver.options.set({ output_flag: false, random_seed: 0, mip_rel_gap: gap, mip_max_nodes: nodes, time_limit: LONGEST_SECONDS })
    if (first) solver.setSolution({ colValue: first })
    solver.run()
    const { modelStatus } = highs.constants
    const status = solver.getModelStatus()
    if (status === modelStatus.infeasible) return { state: "IMPOSSIBLE", values: null, objective: Infinity, bound: null }
    const values = Number(solver.info.get("primal_solution_status")) === 2 ? Float64Array.from(solver.getSolution().colValue) : null
    const bound = Number(solver.info.get("mip_dual_bound"))
    return { state: status === modelStatus.optimal ? "SOLVED" : "GAVE_UP", values, objective: values ? solver.getObjectiveValue() : Infinity, bound }
  } finally {
    solver.dispose()
  }
}

function dataOf(highs: Highs, { costs, binaries, rows }: Model) {
  const starts = new Int32Array(rows.length + 1)
  for (const [at, { columns }] of rows.entries()) starts[at + 1] = (starts[at] ?? 0) + columns.length
  const endless = (value: number) => (value === Infinity ? highs.infinity : value === -Infinity ? -highs.infinity : value)
  return {
    numCols: costs.length,
    numRows: rows.length,
    colCost: Float64Array.from(costs),
    colLower: new Float64Array(costs.length),
    colUpper: Float64Array.from(costs, (_, column) => (column < binaries ? 1 : highs.infinity)),
    rowLower: Float64Array.from(rows, ({ least }) => endless(least)),
    rowUpper: Float64Array.from(rows, ({ most }) => endless(most)),
    matrix: {
      format: "csr" as const,
      numRows: rows.length,
      numCols: costs.length,
      starts,
      indices: Int32Array.from(rows.flatMap(({ columns }) => columns)),
      values: Float64Array.from(rows.flatMap(({ columns, values }) => values ?? columns.map(() => 1))),
    },
    integrality: Int32Array.from(costs, (_, column) => (column < binaries ? 1 : 0)),
  }
}
