import pg from "pg"

/** A statement as a repository sent it. */
export type Sent = { text: string; values: readonly unknown[] }

type PlanNode = {
  "Node Type": string
  "Relation Name"?: string
  "Actual Rows"?: number
  "Actual Loops"?: number
  "Rows Removed by Filter"?: number
  Plans?: PlanNode[]
}

/** What a plan read: the tables that it went through from end to end, and the rows that it touched in all. */
export type Reading = { scannedWhole: string[]; rows: number; milliseconds: number }

/** Gather the SQL that this process sends while a piece of work is done. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Sent[]> {
  const prototype = pg.Client.prototype as unknown as { query(this: pg.Client, ...args: unknown[]): unknown }
  const query = prototype.query
  const sent: Sent[] = []
  prototype.query = function (...args) {
    const [first, values] = args as [string | { text: string; values?: unknown[] }, unknown[] | undefined]
    sent.push(typeof first === "string" ? { text: first, values: values ?? [] } : { text: first.text, values: first.values ?? [] })
    return query.apply(this, args)
  }
  try {
    await work()
  } finally {
    prototype.query = query
  }
  return sent
}

/** Run a statement and tell what it read, once planned for its values and once for any, as a prepared statement is after its fifth run. */
export async function readingsOf(client: pg.Client, { text, values }: Sent): Promise<Reading[]> {
  const readings: Reading[] = []
  for (const mode of ["force_custom_plan", "force_generic_plan"]) {
    await client.query(`SET plan_cache_mode = ${mode}`)
    await client.query(`PREPARE asked AS ${text}`)
    const given = values.length === 0 ? "" : `(${values.map(literal).join(", ")})`
    const { rows } = await client.query<{ "QUERY PLAN": { Plan: PlanNode; "Execution Time": number }[] }>(
      `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) EXECUTE asked${given}`,
    )
    await client.query("DEALLOCATE asked")
    const plan = rows[0]?.["QUERY PLAN"][0]
    if (!plan) throw new Error("no plan")
    readings.push({ ...readOf(plan.Plan), milliseconds: plan["Execution Time"] })
  }
  return readings
}

function readOf(node: PlanNode): Omit<Reading, "milliseconds"> {
  const below = (node.Plans ?? []).map(readOf)
  const table = node["Relation Name"]
  const own = table ? ((node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0)) * (node["Actual Loops"] ?? 1) : 0
  return {
    scannedWhole: [...(node["Node Type"] === "Seq Scan" && table ? [table] : []), ...below.flatMap(({ scannedWhole }) => scannedWhole)],
    rows: below.reduce((sum, { rows }) => sum + rows, own),
  }
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return "NULL"
  if (typeof value === "number") return String(value)
  return pg.escapeLiteral(Array.isArray(value) ? `{${value.map((item) => (item === null ? "NULL" : JSON.stringify(String(item)))).join(",")}}` : String(value))
}
