import type pg from "pg"

const BRANCH = 25
/** Branches a community, communities a street, streets a district. */
const [BRANCHES, COMMUNITIES, STREETS] = [5, 10, 10]

/**
 * Fill a migrated database with organisations, people and their accounts of two years, by statements alone; last year's were all made within it but for one branch
 * in twenty, which was corrected in January.
 */
export async function fillWithAccounts(client: pg.Client, people: number): Promise<void> {
  const branches = Math.ceil(people / BRANCH)
  const levels: [string, string, string, number][] = [
    ["d", "COMMITTEE", "DISTRICT", Math.ceil(branches / (BRANCHES * COMMUNITIES * STREETS))],
    ["s", "WORKING_COMMITTEE", "STREET", Math.ceil(branches / (BRANCHES * COMMUNITIES))],
    ["m", "GENERAL_BRANCH", "COMMUNITY", Math.ceil(branches / BRANCHES)],
    ["b", "BRANCH", "BRANCH", branches],
  ]
  await client.query("SET synchronous_commit = off; SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'")
  await client.query(`CREATE TEMP TABLE node (letter text, number int, id uuid DEFAULT gen_random_uuid(), path text COLLATE "C", parent_id uuid)`)
  await client.query("INSERT INTO node (letter, number, path) VALUES ('c', 0, 'c.')")
  let [above, each] = ["c", 1_000_000]
  for (const [at, [letter, , , count]] of levels.entries()) {
    each = at === 0 ? count : ([STREETS, COMMUNITIES, BRANCHES][at - 1] as number)
    await client.query(
      `INSERT INTO node (letter, number, path, parent_id) SELECT $1, n, p.path || $1 || n || '.', p.id
       FROM generate_series(0, $2::int - 1) n JOIN node p ON p.letter = $3 AND p.number = CASE WHEN $3 = 'c' THEN 0 ELSE n / $4::int END`,
      [letter, count, above, each],
    )
    above = letter
  }
  const kinds = levels.map(([letter, kind, level]) => `WHEN '${letter}' THEN '${kind},${level}'`).join(" ")
  await client.query(
    `INSERT INTO organisation.organisation (id, parent_id, path, name, short_name, kind, level, setting, founded_on)
     SELECT id, parent_id, path, '组织' || path, '组织' || path, split_part(k, ',', 1)::organisation.kind, split_part(k, ',', 2)::organisation.level, 'COMMUNITY', '2000-01-01'
     FROM (SELECT *, CASE letter ${kinds} ELSE 'COMMITTEE,CITY' END AS k FROM node) n ORDER BY path`,
  )
  const rules = await client.query<{ id: string }>(
    `INSERT INTO attendance.rule_set (id, title, jurisdiction, source_document, status, effective_from, parameters)
     VALUES (gen_random_uuid(), '规则', '全国', '规划', 'NATIONAL', '2019-01-01', '{}') RETURNING id`,
  )
  // Nobody is looked for by name here.
  await client.query("ALTER TABLE people.member DISABLE TRIGGER name_part_insert")
  await client.query(
    `INSERT INTO people.member (id, code, name, name_pinyin, name_initials, sex, ethnicity, birth_on, education, stage, participation, joined_on, full_on, branch_id, branch_path)
     SELECT uuidv7(), 'P' || n, '张' || n, 'zhang', 'z', 'FEMALE', '01', '1970-01-01', '20', 'FULL', 'DIRECT', '2010-07-01', '2011-07-01', b.id, b.path
     FROM generate_series(0, $1::int - 1) n JOIN node b ON b.letter = 'b' AND b.number = n / ${BRANCH}`,
    [people],
  )
  for (const year of [2025, 2026])
    await client.query(
      `INSERT INTO attendance.annual_hours (member_id, year, organisation_id, organisation_path, role, is_required, required, intensive, collective, online_raw, online_counted, make_up,
         credited, intensive_sessions, required_intensive_sessions, rule_set_id, computed_at)
       SELECT id, $1::int, branch_id, branch_path, role::attendance.role_in_year, role <> 'IN_SERVICE', CASE role WHEN 'SECRETARY' THEN 56 WHEN 'IN_SERVICE' THEN 0 ELSE 32 END, 8, half, 0, 0, 0,
         8 + half, 1, CASE role WHEN 'SECRETARY' THEN 1 ELSE 0 END, $2::uuid,
         make_date($1::int, 11, 1) + CASE WHEN $1::int = 2025 AND branch % 20 = 0 THEN interval '90 days' ELSE interval '0' END
       FROM (SELECT m.id, branch_id, branch_path, substr(code, 2)::int / ${BRANCH} AS branch, (hashtext(code) & 63) / 2.0 AS half,
               CASE substr(code, 2)::int % ${BRANCH} WHEN 0 THEN 'SECRETARY' WHEN 1 THEN 'COMMITTEE_MEMBER' WHEN 2 THEN 'IN_SERVICE' ELSE 'MEMBER' END AS role FROM people.member m) m`,
      [year, rules.rows[0]?.id],
    )
  await client.query("VACUUM (ANALYZE)")
}
