import { expect, test } from "vitest"
import { tableHead, tableRow } from "./report-table.ts"

test("a table for people opens in spreadsheet programs, and reckons nothing", () => {
  expect(tableHead([{ key: "name", title: "姓名", type: "TEXT" }])).toBe("\uFEFF行别,编号,姓名\r\n")
  const cells = ["=HYPERLINK(1)", "＝1", "a,b", 'say "ja"', "'quoted", -1.5, null, "@x\n"]
  expect(tableRow({ kind: "ROW", key: "member_1", cells })).toBe(`ROW,member_1,'=HYPERLINK(1),'＝1,"a,b","say ""ja""",''quoted,-1.5,,"'@x\n"\r\n`)
})
