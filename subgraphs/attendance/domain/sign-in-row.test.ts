import { expect, test } from "vitest"
import { type Listed, createNameMatcher } from "./name-match.ts"
import { planSignIns } from "./sign-in-plan.ts"
import { findSignInLayout } from "./sign-in-layout.ts"
import { readSignInRow } from "./sign-in-row.ts"

const HEAD = "序号,姓名,所在党支部,手机后四位,签到时间,签到签名,签退时间,签退签名,备注".split(",")
const FIRST = ["向阳社区第一党支部", "红星党支部"]
const listed = (memberId: string, name: string, branchNames: readonly string[]): Listed => ({ memberId, name, branchNames })
const list = [listed("wang", "王春梅", FIRST), listed("ayi", "阿依努尔·买买提", FIRST), listed("zhang4", "张伟", FIRST), listed("zhang5", "张伟", FIRST)]
const TAILS: Record<string, string> = { "0001": "wang", "0004": "zhang4", "0005": "zhang5" }
const start = Date.parse("2025-03-14T00:00:00+08:00")
const instantOf = (minute: number) => new Date(start + minute * 60_000)
const lesson = { startsAt: instantOf(14 * 60), endsAt: instantOf(17 * 60), instantOf }

function planned(text: string) {
  const layout = findSignInLayout([
    { line: 1, cells: HEAD },
    { line: 2, cells: text.split(",") },
  ])
  const rows = layout?.rows.flatMap((row) => readSignInRow(row, layout.blocks)) ?? []
  const match = createNameMatcher(list)
  const found = rows.map(({ record: { name, branch, tail } }) => {
    const withTail = tail === null ? null : new Set(TAILS[tail] ? [TAILS[tail]] : [])
    return { match: match({ name, branch, withTail }), isListed: true }
  })
  return planSignIns(rows, found, lesson)
}

test.each<[string, string, string | null, string | null, string[]]>([
  ["padded, with another dot", "1, 阿依努尔 • 买买提 ,,,,签,,,", "ayi", "PRESENT", []],
  ["with a short branch", "1,张伟,第二党支部,,,签,,,", null, null, ["OTHER_BRANCH"]],
  ["of two", "1,张伟,向阳社区第一党支部,,,签,,,", null, null, ["AMBIGUOUS_PERSON"]],
  ["whose digits lost their zeros", "1,张伟,,5,,签,,,", "zhang5", "PRESENT", []],
  ["with full-width digits", "1,张伟,,０００４,１４：２０,签,,,", "zhang4", "LATE", []],
  ["with other digits than the books have", "1,王春梅,,9999,,签,,,", "wang", "PRESENT", ["TAIL_DIFFERS"]],
  ["with digits that are none", "1,王春梅,,abc,,签,,,", null, null, ["WRONG_NUMBER"]],
  ["in another branch, with the right digits", "1,王春梅,第二党支部,0001,,签,,,", "wang", "PRESENT", ["BRANCH_DIFFERS"]],
  ["printed and not signed", "1,王春梅,,,,,,,", "wang", null, ["NOT_SIGNED"]],
  ["printed with a stroke", "1,王春梅,,,—,—,/,/,", "wang", null, ["NOT_SIGNED"]],
  ["with a time and no signature", "1,王春梅,,,14:00,,,,", null, null, ["TIME_WITHOUT_SIGNATURE"]],
  ["signed and excused", "1,王春梅,,,,签,,,请假", null, null, ["SIGNED_AND_EXCUSED"]],
  ["with leave in place of the signature", "1,王春梅,,,,病假,,,", "wang", "ON_LEAVE", []],
  ["without leave", "1,王春梅,,,,,,,未请假", "wang", "ABSENT", []],
  ["of an observer", "1,王春梅,,,,签,,,列席", "wang", "OBSERVER", []],
  ["late in words alone", "1,王春梅,,,,签,,,迟到", "wang", "LATE", []],
  ["late in words, not by the clock", "1,王春梅,,,13:50,签,,,迟到", "wang", "PRESENT", ["REMARK_DIFFERS"]],
  ["9:05 in words of the morning", "1,王春梅,,,上午9时5分,签,,,", "wang", "PRESENT", ["OUTSIDE_LESSON"]],
  ["of the afternoon", "1,王春梅,,,下午2时20分,签,,,", "wang", "LATE", []],
  ["with a spreadsheet's fraction", "1,王春梅,,,0.59722222,签,,,", "wang", "LATE", []],
  ["with the day before the time", "1,王春梅,,,2025-03-14 14:20,签,,,", "wang", "LATE", []],
  ["with a time that is none", "1,王春梅,,,25:00,签,,,", null, null, ["NO_SUCH_TIME"]],
  ["with a bare number", "1,王春梅,,,14,签,,,", null, null, ["UNCLEAR_TIME"]],
  ["that leaves before it comes", "1,王春梅,,,15:00,签,14:00,签,", null, null, ["LEFT_BEFORE_COMING"]],
  ["of nobody", "1,李雷,,,,签,,,", null, null, ["UNKNOWN_PERSON"]],
  ["without a name", "1,,,,,签,,,", null, null, ["MISSING"]],
  ["that is no name", "1,王??,,,,签,,,", null, null, ["NOT_A_NAME"]],
  ["by what the branch was called before", "1,王春梅,中共红星党支部,,,签,,,", "wang", "PRESENT", []],
  ["with a cross in place of a signature", "1,王春梅,,,,×,,,", "wang", null, ["NOT_SIGNED"]],
])("a row %s", (_, row, person, says, codes) => {
  const [only] = planned(row)
  expect([only?.memberId, only?.says, only?.problems.map(({ code }) => code)]).toEqual([person, says, codes])
})

test("numbers without anybody are nobody", () => expect(planned("7,,,,,,,,")).toEqual([]))

test("of several who could be meant all are named", () => {
  const [only] = planned("1,张伟,第一党支部,,,签,,,")
  expect(only?.problems[0]?.candidates).toEqual(["张伟（向阳社区第一党支部）", "张伟（向阳社区第一党支部）"])
})
