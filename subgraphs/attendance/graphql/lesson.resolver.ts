import { Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/sheet.ts"
import { Lesson } from "./elsewhere.stubs.ts"
import { AttendanceSheet } from "./sheet.type.ts"

@Resolver(() => Lesson)
export class LessonResolver {
  @FieldResolver(() => AttendanceSheet, { nullable: true, description: "Its sign-in sheet; null before it is opened and where the viewer may not read it." })
  sheet(@Root() { id }: Lesson, @Ctx() { loaders }: AttendanceContext): Promise<domain.Sheet | null> {
    return loaders.sheetByLesson.load(id)
  }
}
