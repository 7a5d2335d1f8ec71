import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { newWorld } from "../kit/world.ts"

const world = await newWorld(await emptyDatabase())
const { client } = world
const [branch, other] = [await world.organisation(world.community), await world.organisation(world.community)]

/** What stands in the table and is not made of the members as they are, or the other way round. */
const differences = async () =>
  (
    await client.query(`WITH wanted AS (
      SELECT p.part, m.name_pinyin, m.id, m.branch_path FROM people.member m CROSS JOIN LATERAL people.parts_of(m.name, m.name_initials) AS p(part)),
    kept AS (SELECT part, name_pinyin, member_id AS id, branch_path FROM people.name_part)
    (TABLE wanted EXCEPT TABLE kept) UNION ALL (TABLE kept EXCEPT TABLE wanted)`)
  ).rows
const parts = async (id: string) =>
  (await client.query<{ part: string }>(`SELECT part FROM people.name_part WHERE member_id = $1 ORDER BY char_length(part), part COLLATE "C"`, [id])).rows.map(
    ({ part }) => part,
  )

test("a name is found by its runs of one to three characters and by the beginnings of its initials", async () => {
  const wang = await world.member(branch)
  const twice = await world.member(branch, { name: "Lì 丽丽", pinyin: "lilili", initials: "lll" })
  expect(await parts(wang.uuid)).toEqual(["春", "梅", "王", "WC", "春梅", "王春", "WCM", "王春梅"])
  expect(await parts(twice.uuid)).toEqual(["l", "ì", "丽", "LL", "lì", "ì丽", "丽丽", "LLL", "lì丽", "ì丽丽"])
  const long = await world.member(branch, { name: "阿卜杜热合曼江", pinyin: "abudurehemanjiang", initials: "abdrhmjabd" })
  expect((await parts(long.uuid)).filter((part) => /^[A-Z]/.test(part))).toEqual(["AB", "ABD", "ABDR", "ABDRH", "ABDRHM", "ABDRHMJ", "ABDRHMJA"])
  expect(await differences()).toEqual([])
})

test("the parts follow every change: another name, another place, many at once, no more", async () => {
  const people = []
  for (const name of ["李一", "李二", "李三", "李四"]) people.push(await world.member(branch, { name, pinyin: "li", initials: "l" }))
  const [renamed, moved, both, gone] = people.map(({ uuid }) => uuid)
  await client.query("UPDATE people.member SET name = '赵一', name_pinyin = 'zhaoyi', name_initials = 'zy' WHERE id = ANY($1::uuid[])", [[renamed, both]])
  await client.query("UPDATE people.member SET branch_id = $2, branch_path = $3 WHERE id = ANY($1::uuid[])", [[moved, both], other.uuid, other.path])
  await client.query("UPDATE people.member SET branch_id = NULL, branch_path = NULL WHERE id = $1", [moved])
  await client.query(
    "UPDATE people.member SET name = CASE WHEN id = $1 THEN '钱一' ELSE name END, branch_path = CASE WHEN id = $2 THEN $3 ELSE branch_path END WHERE branch_path IS NOT NULL",
    [renamed, both, branch.path],
  )
  await client.query("DELETE FROM people.membership WHERE member_id = $1", [gone])
  await client.query("DELETE FROM people.member WHERE id = $1", [gone])
  expect(await parts(renamed ?? "")).toEqual(["一", "钱", "ZY", "钱一"])
  expect(await parts(gone ?? "")).toEqual([])
  expect(await differences()).toEqual([])
})
