import fc from "fast-check"
import { expect, test } from "vitest"
import { readTime } from "../../shared/tables/clock-time.ts"
import { clockOf } from "./weekly-time.ts"

const read = (text: string) => {
  const time = readTime(text)
  return time.ok ? clockOf(time.minute) : time.code
}

test.each([
  ["14:00", "14:00"],
  ["9:05:00", "09:05"],
  ["14：00", "14:00"],
  ["14点", "14:00"],
  ["14时30分", "14:30"],
  ["9点半", "09:30"],
  ["下午2:30", "14:30"],
  ["中午12点", "12:00"],
  ["晚上7点", "19:00"],
  ["2:30 PM", "14:30"],
  ["0.583333333", "14:00"],
  ["24:00", "24:00"],
  ["24:01", "NO_SUCH_TIME"],
  ["9:60", "NO_SUCH_TIME"],
  ["14", "UNCLEAR_TIME"],
  ["第一节", "UNCLEAR_TIME"],
  ["", "UNCLEAR_TIME"],
])("%s is read as %s", (text, wanted) => expect(read(text)).toBe(wanted))

test("every minute of a day is read back from its spellings", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1439 }), (minute) => {
      const spellings = [clockOf(minute), `${Math.floor(minute / 60)}点${minute % 60}分`, (minute / 1440).toFixed(10)]
      expect(spellings.map(readTime)).toEqual(spellings.map(() => ({ ok: true, minute })))
    }),
  )
})
