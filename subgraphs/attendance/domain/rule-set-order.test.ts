import { expect, test } from "vitest"
import { nearestFirst } from "./rule-set-order.ts"

const everywhere = { id: "everywhere", path: null }
const district = { id: "district", path: "c.d7." }
const street = { id: "street", path: "c.d7.s3." }
const [below, beside] = [
  { id: "below", path: "c.d7.s3.b1." },
  { id: "beside", path: "c.d70." },
]

test("rule sets come in the order of how near they hold to the organisation, and those of its parts as they came", () => {
  expect(nearestFirst([below, everywhere, district, street], "c.d7.s3.")).toEqual(["street", "district", "everywhere", "below"])
  expect(nearestFirst([beside, below, everywhere], "c.")).toEqual(["everywhere", "beside", "below"])
  expect(nearestFirst([beside, everywhere, district], "c.d7.s3.")).toEqual(["district", "everywhere", "beside"])
  expect(nearestFirst([], "c.")).toEqual([])
})
