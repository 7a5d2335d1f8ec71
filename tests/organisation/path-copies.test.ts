import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { newWorld } from "../kit/world.ts"

test("every copy of a path that another owner keeps is renewed when the tree changes", async () => {
  const { client } = await newWorld(await emptyDatabase())
  const { rows } = await client.query<{ copy: string; isRenewed: boolean }>(
    `SELECT c.table_schema || '.' || c.table_name || '.' || c.column_name AS copy,
            pg_get_functiondef((c.table_schema || '_api.renew_paths(text, text)')::regprocedure) ~ ('UPDATE ' || c.table_name || ' SET ' || c.column_name || ' =') AS "isRenewed"
     FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema IN ('people', 'courses', 'attendance') AND t.table_type = 'BASE TABLE' AND c.column_name ~ '(^|_)path$' ORDER BY 1`,
  )
  expect(rows.length).toBeGreaterThan(14)
  // The places of names follow those of members, by a trigger.
  expect(rows.filter(({ isRenewed }) => !isRenewed).map(({ copy }) => copy)).toEqual(["people.name_part.branch_path"])
})
