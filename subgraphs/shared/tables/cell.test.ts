import { expect, test } from "vitest"
import { cleanCell, guarded, readName, readYesNo, unguarded } from "./cell.ts"

test("strokes and 无 are empty cells; a name keeps its rare characters and loses its padding", () => {
  expect(["无", "—", "/", "-", "－－", "　", " 王\u200b "].map(cleanCell)).toEqual(["", "", "", "", "", "", "王"])
  const names = ["张 伟", "阿依努尔•买买提", "阿依努尔・买买提", "𠮷䶮", "John  Smith", "张伟2", "张?"].map(readName)
  expect(names.map((name) => (name.ok ? name.value : name.code))).toEqual([
    "张伟",
    "阿依努尔·买买提",
    "阿依努尔·买买提",
    "𠮷䶮",
    "John Smith",
    "NOT_A_NAME",
    "NOT_A_NAME",
  ])
  expect(readName("𠮷".repeat(64)).ok).toBe(true)
  expect(readName("𠮷".repeat(65)).ok).toBe(false)
})

test("是 and 否 are read as people write them", () => {
  expect(["是", "否", "√", "可能"].map(readYesNo)).toEqual([true, false, true, null])
})

test.each(["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", "'=1"])("%j is disarmed and comes back", (text) => {
  expect(guarded(text)).toBe(`'${text}`)
  expect(unguarded(guarded(text))).toBe(text)
})
