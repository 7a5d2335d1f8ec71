import { describe, expect, test } from "vitest"
import { BadInput } from "../../shared/errors.ts"
import { normaliseSearch, readMemberSearch } from "./name-search.ts"

test("padding, other dots and full-width letters are brought to the stored form", () => {
  expect(normaliseSearch(" 张　伟 ")).toBe("张伟")
  expect(normaliseSearch("阿依努尔•买买提")).toBe("阿依努尔·买买提")
  expect(normaliseSearch("WangCM")).toBe("wangcm")
  expect(normaliseSearch("ｗｃｍ")).toBe("wcm")
})

test("characters outside the basic plane stay whole", () => {
  expect(normaliseSearch("陈𠮷")).toBe("陈𠮷")
})

describe("what was typed may be", () => {
  test.each([
    ["春梅", { text: "春梅", letters: null, codes: ["春梅"] }],
    ["Wang Chun Mei", { text: "wangchunmei", letters: "wangchunmei" }],
    ["lü", { text: "lü", letters: "lv" }],
    ["xi'an", { letters: "xian" }],
    ["LZ000123", { text: "lz000123", letters: null, codes: ["LZ000123", "lz000123"] }],
    ["lz000123", { codes: ["lz000123", "LZ000123"] }],
    ["０００１", { text: "0001", mobileTail: "0001", mobile: null }],
    ["001", { mobileTail: null }],
    ["+86 199-0000-0001", { mobile: "19900000001", mobileTail: null, nationalId: null }],
    ["199 0000 0001", { mobile: "19900000001" }],
    ["1990000000", { mobile: null }],
    ["99999919680312004x", { nationalId: null }],
    ["110105 19491231 002x", { nationalId: "11010519491231002X" }],
  ])("%s", (typed, expected) => {
    expect(readMemberSearch(typed)).toMatchObject(expected)
  })

  test("nothing", () => {
    expect(readMemberSearch(" \t　")).toBeNull()
  })
})

test("what is longer than any name, or holds control characters, is refused", () => {
  expect(readMemberSearch("𠮷".repeat(64))).toMatchObject({ text: "𠮷".repeat(64) })
  for (const typed of ["𠮷".repeat(65), "王\0", "王\u001b梅"]) expect(() => readMemberSearch(typed)).toThrow(BadInput)
})
