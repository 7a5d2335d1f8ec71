import { describe, expect, test } from "vitest"
import { type ClassLesson, type ClassMark, columnTitles, countsOf, matrixOf, tellApart } from "./class-matrix.ts"

const lesson = (lessonId: string, heldOn: string, part: ClassLesson["part"]): ClassLesson => ({
  lessonId,
  heldOn,
  part,
  title: "",
  plannedHours: 4,
  isClosed: true,
})
const mark = (lessonId: string, memberId: string, state: ClassMark["state"], isExpected = true, branchId: string | null = null): ClassMark => ({
  lessonId,
  memberId,
  branchId,
  isExpected,
  state,
  entryId: null,
})

describe("the columns of a matrix", () => {
  test("are named by day and part of the day, numbered where two have one name, with the year where there are several", () => {
    const [a, b, c] = [lesson("a", "2025-03-14", "下午"), lesson("b", "2025-03-14", "下午"), lesson("c", "2025-03-15", "上午")]
    expect(columnTitles([a, b, c])).toEqual(["03-14下午1", "03-14下午2", "03-15上午"])
    expect(columnTitles([c, lesson("d", "2026-03-15", "上午")])).toEqual(["2025-03-15上午", "2026-03-15上午"])
    expect(columnTitles([])).toEqual([])
  })
})

describe("a line of a matrix", () => {
  test("counts the lessons at which the person was expected; where the person was not, presence is only observed", () => {
    const lessons = [lesson("a", "2025-03-14", "上午"), lesson("b", "2025-03-14", "下午"), lesson("c", "2025-03-15", "上午")]
    const marks = [
      mark("a", "wang", "ONLINE"),
      mark("b", "wang", "PRESENT", false, "second"),
      mark("a", "guest", "PRESENT", false),
      mark("a", "li", "OBSERVER"),
    ]
    const [wang, li, guest] = matrixOf(lessons, marks, ["guest", "wang", "li"])
    expect(wang).toMatchObject({ memberId: "wang", branchId: "second", isOnList: true, expected: 1, present: 1, observed: 1 })
    expect(wang?.marks.map(({ state }) => state)).toEqual(["ONLINE", "PRESENT", null])
    expect(li).toMatchObject({ memberId: "li", isOnList: true, expected: 0, present: 0, observed: 1 })
    expect(guest).toMatchObject({ memberId: "guest", isOnList: false, expected: 0, present: 0, observed: 1 })
    expect(countsOf(marks)).toMatchObject({ expected: 1, present: 1, observed: 3 })
  })
})

test("people who are called alike are told apart by the branch, and within one by the code", () => {
  const people = [
    { id: "1", name: "张伟", branch: "甲支部", code: "P1" },
    { id: "2", name: "张伟", branch: "乙支部", code: "P2" },
    { id: "3", name: "张伟", branch: "乙支部", code: "P3" },
    { id: "4", name: "张伟", branch: null, code: "P4" },
    { id: "5", name: "阿依努尔·买买提", branch: "甲支部", code: "P5" },
  ]
  expect([...tellApart(people).values()]).toEqual(["张伟（甲支部）", "张伟（P2）", "张伟（P3）", "张伟（P4）", "阿依努尔·买买提"])
})
