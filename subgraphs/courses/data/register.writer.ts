import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { createClassPlaceWriter } from "./class-place.writer.ts"
import { createEnrolmentWriter } from "./enrolment.writer.ts"

/** Make all that the registers are written with in one transaction. */
export function createRegisterWriters(transaction: Prisma.TransactionClient, _viewer: Viewer, now: () => Date) {
  return { enrolments: createEnrolmentWriter(transaction, now), classPlaces: createClassPlaceWriter(transaction, now) }
}
