import { expect, test } from "vitest"
import { normaliseSearch } from "./name-search.ts"

test("padding and other dots are brought to the stored form", () => {
  expect(normaliseSearch(" 张　伟 ")).toBe("张伟")
  expect(normaliseSearch("阿依努尔•买买提")).toBe("阿依努尔·买买提")
  expect(normaliseSearch("WangCM")).toBe("wangcm")
})

test("characters outside the basic plane stay whole", () => {
  expect(normaliseSearch("陈𠮷")).toBe("陈𠮷")
})
