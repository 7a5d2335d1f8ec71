import { Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/code-shown.ts"
import { showCheckInCode } from "../use-cases/show-check-in-code.ts"
import { CheckInCode } from "./check-in-code.type.ts"
import { Lesson } from "./elsewhere.stubs.ts"

@Resolver(() => CheckInCode)
export class CheckInCodeResolver {
  @FieldResolver(() => String, { description: "The same as a picture to be scanned (二维码): an SVG image, made here." })
  qr(@Root() { text }: domain.CheckInCode, @Ctx() { qrImageOf }: AttendanceContext): string {
    return qrImageOf(text)
  }
}

@Resolver(() => Lesson)
export class LessonCodeResolver {
  @FieldResolver(() => CheckInCode, {
    nullable: true,
    description:
      "动态签到码: the code for its door, for those who record for its organiser, from 60 minutes before it to 30 minutes after it, while its sheet is not closed; null otherwise and for all others.",
  })
  async checkInCode(@Root() { id }: Lesson, @Ctx() context: AttendanceContext): Promise<domain.CheckInCode | null> {
    return showCheckInCode(context, await context.loaders.codedDoorByLesson.load(id))
  }
}
