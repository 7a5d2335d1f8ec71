import { expect, test } from "vitest"
import { createUploadTurns } from "./upload-turns.ts"

const moment = () => new Promise((resolve) => setTimeout(resolve, 2))

test("four at once, one of each person, and a failure gives its turn on", async () => {
  const turns = createUploadTurns()
  const running: string[] = []
  let [most, mostOfOne, done] = [0, 0, 0]
  const upload = (subject: string, fails: boolean) =>
    turns(subject, async () => {
      running.push(subject)
      most = Math.max(most, running.length)
      mostOfOne = Math.max(mostOfOne, running.filter((one) => one === subject).length)
      await moment()
      running.splice(running.indexOf(subject), 1)
      done += 1
      if (fails) throw new Error("the disk is full")
    })
  const outcomes = await Promise.allSettled(Array.from({ length: 60 }, (_, at) => upload(`person ${at % 7}`, at % 5 === 0)))
  expect([most, mostOfOne, done]).toEqual([4, 1, 60])
  expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(12)
})
