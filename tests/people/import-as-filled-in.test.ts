import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { fetchFile } from "../kit/files.ts"
import { type Community, importsIn, problemsOf } from "../kit/imports.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const { sql, community, read, commit, membersOf } = importsIn(stack, world)

/** The customary form: months of birth and admission (出生年月, 入党时间), headings padded and with notes over two lines. */
const FORM = '姓  名,性别,民族,出生年月,学历,"党员类别\n（正式/预备）",所在支部,入党时间,转正时间,党内职务\r\n'

describe("a form of which days are months", () => {
  const known = { birth_on: "1992-04-20", joined_on: "2021-08-22", full_on: "2022-08-22" }
  const chen = async ({ first }: Community) => {
    const member = await world.member(first, { name: "陈一", joinedOn: known.joined_on })
    await sql("UPDATE people.member SET birth_on = $2, full_on = $3 WHERE id = $1", member.uuid, known.birth_on, known.full_on)
    return member
  }

  test("finds the person of the books, and leaves the days there as exact as they are", async () => {
    const at = await community()
    const member = await chen(at)
    const seen = await read(at, `${FORM}陈一,女,汉,1992.4,本科,正式党员,第一党支部,2021年8月,2022.8,\r\n`)
    expect(problemsOf(seen)).toEqual([])
    expect(seen).toMatchObject({ toCreate: 0, errors: 0, warnings: 0 })
    await commit(at.subject, seen.id)
    expect(await membersOf(at)).toBe(1)
    expect(await sql("SELECT birth_on::text, joined_on::text, full_on::text FROM people.member WHERE id = $1", member.uuid)).toEqual([known])
  })

  test("another month is taken with a warning, and of another month of birth it is somebody else", async () => {
    const at = await community()
    const member = await chen(at)
    const seen = await read(
      at,
      `${FORM}陈一,女,汉,1992.4,本科,正式党员,第一党支部,2021.7,2022.8,\r\n陈一,女,汉,1992.5,本科,正式党员,第一党支部,2021-08-22,2022.8,\r\n`,
    )
    // A probation that began on 22 August 2021 and ended some day in August 2022 is not called short.
    expect(problemsOf(seen)).toEqual(["3 入党时间 MONTH_ONLY", "4 出生年月 MONTH_ONLY", "4 转正时间 MONTH_ONLY"])
    expect(seen.rows.nodes.map(({ fate }) => fate)).toEqual(["UPDATE", "CREATE"])
    await commit(at.subject, seen.id)
    expect(await sql("SELECT birth_on::text, joined_on::text FROM people.member WHERE id = $1", member.uuid)).toEqual([
      { birth_on: known.birth_on, joined_on: "2021-07-01" },
    ])
  })
})

describe("what a coordinator reads of a row", () => {
  test("names the column as the file does, says what may be written, and calls nothing missing that was refused", async () => {
    const at = await community()
    await world.member(at.first, { name: "孙二" })
    const seen = await read(
      at,
      `${FORM}钱甲,女,汉,1990-01-01,博士后,群众,第一党支部,411日,2030-01-01,科长\r\n孙二,女,汉,,本科,正式党员,向阳一支部,2010-07-01,2011-07-01,\r\n李丙,女,汉,1990-01-01,本科,积极分子,滨河社区第一党支部,,,\r\n`,
    )
    expect(problemsOf(seen)).toEqual([
      "3 学历 UNKNOWN_WORD",
      "3 党员类别 （正式/预备） UNKNOWN_WORD",
      "3 入党时间 UNCLEAR_DATE",
      "3 转正时间 IN_FUTURE",
      "3 党内职务 UNKNOWN_WORD",
      "4 所在支部 UNKNOWN_BRANCH",
      "5 所在支部 UNKNOWN_BRANCH",
    ])
    const [first, second, third] = seen.rows.nodes.map(({ problems }) => problems)
    expect(first?.[1]?.message).toBe('"群众" is no word that is known here. Write 正式党员、预备党员、发展对象、入党积极分子、入党申请人.')
    expect(first?.[4]?.message).toContain("Write 书记、副书记、组织委员、宣传委员、纪检委员、委员.")
    expect(second?.[0]).toMatchObject({ candidates: ["向阳社区第一党支部"], message: expect.stringContaining("Write the whole name.") })
    expect(third?.[0]).toMatchObject({ candidates: [], message: expect.stringContaining("import the row where it belongs") })
  })

  test("a file is committed once; what it left out comes as a file of its own, which the corrected error file is", async () => {
    const at = await community()
    const good = "钱甲,女,汉,1990-01-01,本科,积极分子,第一党支部,,,\r\n"
    const text = `${FORM}${good}李丙,女,汉,1990-02-30,本科,积极分子,第一党支部,,,\r\n`
    const seen = await read(at, text)
    expect(await commit(at.subject, seen.id)).toMatchObject({ created: 1, skipped: 1 })
    const again = await read(at, text)
    for (const id of [seen.id, again.id]) {
      const message = "This file was committed here on 2026-11-23. Send the rows that were left out as a file of their own."
      expect(await commit(at.subject, id)).toEqual({ __typename: "PreviewStale", message })
    }
    const errors = await (await fetchFile(stack, at.subject, seen.errorFileUrl ?? "")).text()
    const corrected = await read(at, errors.replace("1990-02-30", "1990-02-28"))
    expect(corrected).toMatchObject({ rowsRead: 1, toCreate: 1, errors: 0 })
    expect(await commit(at.subject, corrected.id)).toMatchObject({ created: 1, skipped: 0 })
    expect(await membersOf(at)).toBe(2)
  })
})
