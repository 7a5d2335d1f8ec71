import { expect, test } from "vitest"
import { readMobile } from "./roster-cell.ts"
import { readEducation, readEthnicity, readParticipation, readStage, readState, wordsOf } from "./roster-words.ts"

test("the fifty-six nationalities are read with and without 族, and written as they are read", () => {
  expect(["汉", "汉族", "维吾尔族", "壮", "满族", "基诺", "01", "其他", "57", "火星族"].map(readEthnicity)).toEqual([
    "01",
    "01",
    "05",
    "08",
    "11",
    "56",
    "01",
    "97",
    null,
    null,
  ])
  const codes = Array.from({ length: 56 }, (_, at) => String(at + 1).padStart(2, "0"))
  expect(codes.map((code) => readEthnicity(wordsOf.ethnicity(code)))).toEqual(codes)
})

test("words of education, stage, participation and standing are read, and written as they are read", () => {
  const education = ["10", "20", "30", "40", "60", "70", "80", "90"]
  expect(education.map((code) => readEducation(wordsOf.education(code)))).toEqual(education)
  expect(["硕士研究生", "大专", "中专", "本科", "博士后站"].map(readEducation)).toEqual(["10", "30", "40", "20", null])
  expect(["正式党员", "预备", "发展对象", "积极分子", "申请人", "群众"].map(readStage)).toEqual([
    "FULL",
    "PROBATIONARY",
    "DEVELOPMENT_TARGET",
    "ACTIVIST",
    "APPLICANT",
    null,
  ])
  expect(["直管", "在职报到", "流入", "?"].map(readParticipation)).toEqual(["DIRECT", "IN_SERVICE", "FLOATING_IN", null])
  expect(["正常", "停止党籍", "除名"].map(readState)).toEqual(["NORMAL", "STOPPED", "LEFT"])
})

test("mobiles lose +86 and spaces; masked ones are not given", () => {
  const read = ["+86 199-0000-0001", "8619900000001", "19900000001", "199****0001", "0772-2800000", "1990000000"].map(readMobile)
  expect(read.map((mobile) => (mobile.ok ? mobile.value : mobile.code))).toEqual([
    ...Array.from({ length: 3 }, () => "19900000001"),
    null,
    "NOT_A_MOBILE",
    "NOT_A_MOBILE",
  ])
})
