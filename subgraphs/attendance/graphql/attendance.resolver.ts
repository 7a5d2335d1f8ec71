import { FieldResolver, Resolver, Root } from "type-graphql"
import type { AttendanceRow } from "../domain/attendance-row.ts"
import { Attendance } from "./attendance.type.ts"
import { Lesson, Member } from "./elsewhere.stubs.ts"

@Resolver(() => Attendance)
export class AttendanceResolver {
  @FieldResolver(() => Member, { nullable: true, description: "Whose it is; null where the viewer may not read the person." })
  member(@Root() { memberId }: AttendanceRow): Member {
    return { id: memberId }
  }

  @FieldResolver(() => Lesson, { nullable: true, description: "Where; null where the viewer may not read the lesson." })
  lesson(@Root() { lessonId }: AttendanceRow): Lesson {
    return { id: lessonId }
  }
}
