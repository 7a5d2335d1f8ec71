import DataLoader from "dataloader"
import { inKeyOrder } from "../../shared/keyed.ts"
import type { CodedDoor } from "../domain/code-shown.ts"
import type { CodedDoorRepository } from "./coded-door.repository.ts"

/** The doors of many lessons in one statement. */
export function createCodedDoorLoaders(doors: CodedDoorRepository) {
  return {
    codedDoorByLesson: new DataLoader<string, CodedDoor | null>(async (ids) => inKeyOrder(ids, await doors.findByLessons(ids), (door) => door.lessonId)),
  }
}
