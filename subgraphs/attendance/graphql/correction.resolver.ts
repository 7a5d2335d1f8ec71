import { FieldResolver, Resolver, Root } from "type-graphql"
import type * as domain from "../domain/correction.ts"
import { AttendanceState } from "./attendance.type.ts"
import { AttendanceChange } from "./attendance-change.type.ts"
import { CorrectionRequest, CorrectionState } from "./correction.type.ts"
import { Lesson, Member } from "./elsewhere.stubs.ts"

@Resolver(() => CorrectionRequest)
export class CorrectionRequestResolver {
  @FieldResolver(() => CorrectionState, { description: "How it stands." })
  state(@Root() { progress }: domain.Correction): domain.CorrectionState {
    return progress
  }

  @FieldResolver(() => AttendanceState, { description: "What is to stand." })
  asked(@Root() { state }: domain.Correction): domain.Correction["state"] {
    return state
  }

  @FieldResolver(() => Member, { nullable: true, description: "Whom it is about; null where the viewer may not read the person." })
  member(@Root() { memberId }: domain.Correction): Member {
    return { id: memberId }
  }

  @FieldResolver(() => Lesson, { nullable: true, description: "At which lesson; null where the viewer may not read it." })
  lesson(@Root() { lessonId }: domain.Correction): Lesson {
    return { id: lessonId }
  }
}

@Resolver(() => AttendanceChange)
export class AttendanceChangeResolver {
  @FieldResolver(() => Member, { nullable: true, description: "Whom it is about; null where the viewer may not read the person." })
  member(@Root() { memberId }: domain.AttendanceChange): Member {
    return { id: memberId }
  }

  @FieldResolver(() => Lesson, { nullable: true, description: "At which lesson; null where the viewer may not read it." })
  lesson(@Root() { lessonId }: domain.AttendanceChange): Lesson {
    return { id: lessonId }
  }
}
