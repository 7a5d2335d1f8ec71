import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { AttendanceContext } from "../context.ts"
import type { AttendanceRow } from "../domain/attendance-row.ts"
import type * as domainEvidence from "../domain/evidence.ts"
import type * as domainLeave from "../domain/leave.ts"
import { type MakeUp as MakeUpOf, type MakeUpState as State, isLate } from "../domain/make-up.ts"
import { listEvidence } from "../use-cases/list-evidence.ts"
import { listMakeUps } from "../use-cases/list-make-ups.ts"
import { Attendance } from "./attendance.type.ts"
import { Lesson, Member } from "./elsewhere.stubs.ts"
import { Evidence } from "./evidence.type.ts"
import { Leave } from "./leave.type.ts"
import { MakeUp, MakeUpConnection, MakeUpState } from "./make-up.type.ts"

@Resolver(() => MakeUp)
export class MakeUpResolver {
  @FieldResolver(() => Member, { nullable: true, description: "Who owes it; null where the viewer may not read the person." })
  member(@Root() { memberId, isMemberSeen }: MakeUpOf): Member | null {
    return isMemberSeen ? { id: memberId } : null
  }

  @FieldResolver(() => Lesson, { nullable: true, description: "What was missed; null where the viewer may not read the lesson." })
  lesson(@Root() { lessonId }: MakeUpOf): Lesson {
    return { id: lessonId }
  }

  @FieldResolver(() => Boolean, { description: "逾期补: whether it was done after its deadline." })
  isLate(@Root() makeUp: MakeUpOf): boolean {
    return isLate(makeUp)
  }

  @FieldResolver(() => Leave, { nullable: true, description: "The leave that it follows from; null for an absence without leave." })
  leave(@Root() { leaveId }: MakeUpOf, @Ctx() { loaders }: AttendanceContext): Promise<domainLeave.Leave | null> | null {
    return leaveId === null ? null : loaders.leaveById.load(leaveId)
  }

  @FieldResolver(() => [Evidence], { description: "佐证: notes, photographs, certificates, as far as the viewer may see them; at most 10." })
  evidence(@Root() { evidence }: MakeUpOf, @Ctx() context: AttendanceContext): Promise<domainEvidence.Evidence[]> {
    return listEvidence(context, evidence)
  }
}

@Resolver(() => Member)
export class MemberMakeUpResolver {
  @FieldResolver(() => MakeUpConnection, {
    nullable: true,
    description: "补课记录: what the person has to make up or had, as far as the viewer may read it; what is due first comes first.",
  })
  async makeUps(
    @Root() { id }: Member,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Arg("state", () => MakeUpState, { nullable: true, description: "Only those that stand so today; left out, all." }) state: State | null,
    @Ctx() context: AttendanceContext,
  ): Promise<ConnectionValue<MakeUpOf> | null> {
    const page = await listMakeUps(context, { memberId: id, state: state ?? null, ...paging })
    return page && toConnection(page)
  }
}

/** What an absence has beside its mark. */
@Resolver(() => Attendance)
export class AttendanceAbsenceResolver {
  @FieldResolver(() => Leave, { nullable: true, description: "请假: the latest leave that was asked for; null where none was." })
  leave(@Root() { lessonId, memberId }: AttendanceRow, @Ctx() { loaders }: AttendanceContext): Promise<domainLeave.Leave | null> {
    return loaders.leaveByPair.load(`${lessonId} ${memberId}`)
  }

  @FieldResolver(() => MakeUp, { nullable: true, description: "补课: what the absence obliges to; null where it obliges to nothing." })
  makeUp(@Root() { lessonId, memberId }: AttendanceRow, @Ctx() { loaders }: AttendanceContext): Promise<MakeUpOf | null> {
    return loaders.makeUpByPair.load(`${lessonId} ${memberId}`)
  }
}
