import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import { type Viewer, waysUp } from "../../shared/viewer.ts"
import { createClassPlaceWriter } from "./class-place.writer.ts"
import { createClassWriter } from "./class.writer.ts"
import { createCourseWriter } from "./course.writer.ts"
import { createSchoolWriter } from "./school.writer.ts"
import { createTeacherWriter } from "./teacher.writer.ts"
import { createTimeWriter } from "./time.writer.ts"
import { createVenueWriter } from "./venue.writer.ts"

/** Make all that the registers are written with in one transaction. */
export function createRegisterWriters(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  return {
    classPlaces: createClassPlaceWriter(transaction, now),
    places: createPlaceReader(transaction, viewer),
    venues: createVenueWriter(transaction),
    teachers: createTeacherWriter(transaction),
    schools: createSchoolWriter(transaction),
    courses: createCourseWriter(transaction),
    classes: createClassWriter(transaction, now),
    times: createTimeWriter(transaction),
  }
}

/** Find where organisations and people are now, while the tree stands still: those that the viewer sees. */
function createPlaceReader(transaction: Prisma.TransactionClient, viewer: Viewer) {
  const findOrganisations = async (ids: readonly string[]): Promise<Map<string, string>> => {
    const rows = await transaction.$queryRawUnsafe<{ id: string; path: string }[]>(
      `SELECT o.id, o.path FROM organisation_api.organisation o WHERE o.id = ANY($4::uuid[]) AND (${withinScope("o.path")} OR o.path = ANY($3::text[]))`,
      ...scopeOf(viewer),
      waysUp(viewer),
      toUuids("organisation", ids),
    )
    return new Map(rows.map(({ id, path }) => [toTypeId("organisation", id), path]))
  }
  return {
    findOrganisations,
    async findOrganisation(id: string): Promise<{ id: string; path: string } | null> {
      const path = (await findOrganisations([id])).get(id)
      return path === undefined ? null : { id, path }
    },

    /** Give those of these people whom the viewer may read. */
    async findMembers(ids: readonly string[]): Promise<Set<string>> {
      const rows = await transaction.$queryRawUnsafe<{ id: string }[]>(
        `SELECT m.id FROM people_api.member m WHERE m.id = ANY($3::uuid[]) AND (${withinScope("m.branch_path")} OR m.id = $4::uuid)`,
        ...scopeOf(viewer),
        toUuids("member", ids),
        viewer.memberId && toUuid("member", viewer.memberId),
      )
      return new Set(rows.map(({ id }) => toTypeId("member", id)))
    },
  }
}
