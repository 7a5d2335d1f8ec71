import { expect, test } from "vitest"
import { runExport } from "../../subgraphs/attendance/use-cases/run-export.ts"
import { booksExportsIn, yearOfBooks } from "../kit/books-exports.ts"
import { emptyDatabase } from "../kit/database.ts"
import { exportWorkFor } from "../kit/export-work-for.ts"
import { NOW, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const { startData, begun, look } = booksExportsIn(stack, world)
const surroundings = exportWorkFor(url, () => NOW)

test("a secretary takes away as many rows as of a report, and is told when it is more", async () => {
  const secretary = await world.staff("SECRETARY", world.street)
  const id = await begun(startData(secretary, world.street, "XAPI"))
  const tooMany: typeof surroundings.sourcesOf = (viewer) => {
    const sources = surroundings.sourcesOf(viewer)
    return { ...sources, studyRecords: { ...sources.studyRecords, count: async () => 100_001 } }
  }
  await yearOfBooks(stack, world, url, world.community)
  await runExport({ ...surroundings, sourcesOf: tooMany }, id, { isLast: false, signal: new AbortController().signal })
  expect(await look(secretary, id)).toMatchObject({ state: "FAILED", failure: expect.stringContaining("more than the 100000 rows") })
})
