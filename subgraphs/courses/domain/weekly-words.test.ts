import fc from "fast-check"
import { expect, test } from "vitest"
import { clockOf } from "./weekly-time.ts"
import { readWeeklyWords } from "./weekly-words.ts"

const read = (text: string) =>
  readWeeklyWords(text)
    ?.map(({ weekday, fromMinute, toMinute }) => `${weekday} ${clockOf(fromMinute)}-${clockOf(toMinute)}`)
    .join(", ") ?? null
const daily = (times: string, days = [1, 2, 3, 4, 5, 6, 7]) => days.map((day) => `${day} ${times}`).join(", ")

test.each([
  ["周一至周五 上午", daily("08:00-12:00", [1, 2, 3, 4, 5])],
  ["周一至周五上午、下午", daily("08:00-18:00", [1, 2, 3, 4, 5])],
  ["星期三、星期五下午", "3 12:00-18:00, 5 12:00-18:00"],
  ["周六 9:00-12:00；周日 14:00—16:00", "6 09:00-12:00, 7 14:00-16:00"],
  ["每天9点至21点", daily("09:00-21:00")],
  ["周末", "6 08:00-22:00, 7 08:00-22:00"],
  ["工作日晚上", daily("18:00-22:00", [1, 2, 3, 4, 5])],
  ["平时晚上除外", `${daily("08:00-18:00", [1, 2, 3, 4, 5])}, ${daily("08:00-22:00", [6, 7])}`],
  ["周一至周五，周三上午除外", "1 08:00-22:00, 2 08:00-22:00, 3 12:00-22:00, 4 08:00-22:00, 5 08:00-22:00"],
  ["周六到周一", "1 08:00-22:00, 6 08:00-22:00, 7 08:00-22:00"],
  ["不限", ""],
  ["节假日除外", null],
  ["逢五逢十", null],
  ["周一上午视情况", null],
  ["周一 12:00-9:00", null],
  ["", null],
])("%s is read as %s", (text, wanted) => expect(read(text)).toBe(wanted))

test("times never overlap, and lie within the day", () => {
  const word = fc.constantFrom("周一至周五", "周三", "周末", "上午", "下午", "晚上", "9:00-12:00", "10点至14点", "、", "；", "，", "除外", "平时")
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      const times = readWeeklyWords(words.join("")) ?? []
      times.forEach((time, at) => {
        expect(time.fromMinute).toBeLessThan(time.toMinute)
        expect(time.toMinute).toBeLessThanOrEqual(1440)
        const before = times[at - 1]
        expect(before?.weekday === time.weekday ? before.toMinute : -1).toBeLessThan(time.fromMinute)
      })
    }),
  )
})
