import { expect, test } from "vitest"
import { withPeople } from "./year-progress.ts"

const months = Array.from({ length: 12 }, (_, at) => ({ month: at + 1, people: 1, required: 32, reached: at > 5 ? 1 : 0, credited: 4 * at }))

test("people who are reckoned one by one are added to what stands at the end of each month", () => {
  const earned = [
    { heldOn: "2024-12-30", hundredths: 150 },
    { heldOn: "2025-03-01", hundredths: 250 },
    { heldOn: "2025-11-30", hundredths: 400 },
  ]
  const added = withPeople(months, 2025, [
    { required: 4, earned },
    { required: 0, earned: [] },
  ])
  expect(added.map(({ people, required }) => [people, required])).toEqual(Array.from({ length: 12 }, () => [3, 36]))
  expect(added.map(({ reached }) => reached)).toEqual([1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3])
  expect(added.map(({ credited }, at) => credited - 4 * at)).toEqual([1.5, 1.5, 4, 4, 4, 4, 4, 4, 4, 4, 8, 8])
  expect(withPeople(months, 2025, [])).toEqual(months)
})
