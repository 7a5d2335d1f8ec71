import type { Database } from "../subgraphs/shared/database.ts"

/** One step of a plan, as PostgreSQL explains it in JSON. */
export type PlanNode = {
  "Node Type": string
  "Relation Name"?: string
  "Actual Rows": number
  "Actual Loops": number
  "Rows Removed by Filter"?: number
  Plans?: PlanNode[]
}
export type Explained = { text: string; plan: PlanNode }

/**
 * Have the server explain every statement that goes through this pool from now on, as it was really run. For owners of a server only.
 */
export function explainAll(database: Database, settings: Record<string, string> = {}): Explained[] {
  const explained: Explained[] = []
  const all = {
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_analyze": "on",
    "auto_explain.log_format": "json",
    client_min_messages: "log",
    ...settings,
  }
  database.pool.on("connect", (client) => {
    client.on("notice", ({ message = "" }) => {
      const at = message.indexOf("{")
      if (!message.startsWith("duration") || at < 0) return
      const { "Query Text": text, Plan: plan } = JSON.parse(message.slice(at)) as { "Query Text": string; Plan: PlanNode }
      explained.push({ text, plan })
    })
    void client.query(
      `LOAD 'auto_explain'; ${Object.entries(all)
        .map(([name, value]) => `SET ${name} = ${value}`)
        .join("; ")}`,
    )
  })
  return explained
}

/** List the steps of a plan, the outermost first. */
export function stepsOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(stepsOf)]
}

/** Count the rows that the scans of these tables looked at, kept or not. */
export function rowsRead(plan: PlanNode, tables: readonly string[]): number {
  const scans = stepsOf(plan).filter((step) => tables.includes(step["Relation Name"] ?? ""))
  return scans.reduce((sum, step) => sum + (step["Actual Rows"] + (step["Rows Removed by Filter"] ?? 0)) * step["Actual Loops"], 0)
}
