import { federatedSchema } from "../../shared/federated-schema.ts"
import type { AttendanceContext } from "../context.ts"
import { AttendanceResolver } from "./attendance.resolver.ts"
import { Lesson, Member } from "./elsewhere.stubs.ts"
import { AnnualHoursResolver } from "./hours.resolver.ts"
import { LessonResolver } from "./lesson.resolver.ts"
import { MemberResolver } from "./member.resolver.ts"
import { PAPER_RESOLVERS } from "./paper.resolver.ts"

/** Build the attendance subgraph's schema. Members and lessons are found field by field, within the viewer's scope. */
export function attendanceSchema() {
  return federatedSchema<AttendanceContext>({
    resolvers: [AnnualHoursResolver, LessonResolver, MemberResolver, AttendanceResolver, ...PAPER_RESOLVERS],
    orphanedTypes: [Lesson, Member],
    references: { Member: (reference: object) => reference, Lesson: (reference: object) => reference },
  })
}
