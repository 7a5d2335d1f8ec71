import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domainEvidence from "../domain/evidence.ts"
import { type Leave as LeaveOf, type LeaveState as State, exceedsShare } from "../domain/leave.ts"
import type * as domainMakeUp from "../domain/make-up.ts"
import { listEvidence } from "../use-cases/list-evidence.ts"
import { listLeaves } from "../use-cases/list-leaves.ts"
import { Lesson, Member } from "./elsewhere.stubs.ts"
import { Evidence } from "./evidence.type.ts"
import { Leave, LeaveConnection, LeaveState, LeaveWarning } from "./leave.type.ts"
import { MakeUp } from "./make-up.type.ts"

const ONLY = "Only those that stand so; left out, all."

@Resolver(() => Leave)
export class LeaveResolver {
  @FieldResolver(() => Member, { nullable: true, description: "Whose it is; null where the viewer may not read the person." })
  member(@Root() { memberId, isMemberSeen }: LeaveOf): Member | null {
    return isMemberSeen ? { id: memberId } : null
  }

  @FieldResolver(() => Lesson, { nullable: true, description: "From which lesson; null where the viewer may not read it." })
  lesson(@Root() { lessonId }: LeaveOf): Lesson {
    return { id: lessonId }
  }

  @FieldResolver(() => [Evidence], { description: "请假条: slips and certificates, as far as the viewer may see them; at most 10." })
  evidence(@Root() { evidence }: LeaveOf, @Ctx() context: AttendanceContext): Promise<domainEvidence.Evidence[]> {
    return listEvidence(context, evidence)
  }

  @FieldResolver(() => MakeUp, { nullable: true, description: "补课: what it obliges to; null where it obliges to nothing." })
  async makeUp(@Root() { id, lessonId, memberId }: LeaveOf, @Ctx() { loaders }: AttendanceContext): Promise<domainMakeUp.MakeUp | null> {
    const makeUp = await loaders.makeUpByPair.load(`${lessonId} ${memberId}`)
    return makeUp?.leaveId === id ? makeUp : null
  }

  @FieldResolver(() => [LeaveWarning], { description: "What to look at before deciding; one at most." })
  async warnings(@Root() { id }: LeaveOf, @Ctx() { loaders }: AttendanceContext): Promise<LeaveWarning[]> {
    const share = await loaders.shareOfLeave.load(id)
    if (!share || !exceedsShare(share)) return []
    const [leaveHours, classHours] = [share.leave / 100, share.total / 100]
    const message = `Leave from ${leaveHours} of the class's ${classHours} hours: more than a seventh. The rules ask such a person to withdraw from the class.`
    return [{ rule: "SHARE_OF_CLASS", message, leaveHours, classHours }]
  }
}

@Resolver(() => Lesson)
export class LessonLeaveResolver {
  @FieldResolver(() => LeaveConnection, {
    nullable: true,
    description: "请假名单: who asked for leave from it: for those whose roles reach its organiser or the person, and the person; the latest first.",
  })
  async leaves(
    @Root() { id }: Lesson,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Arg("state", () => LeaveState, { nullable: true, description: ONLY }) state: State | null,
    @Ctx() context: AttendanceContext,
  ): Promise<ConnectionValue<LeaveOf>> {
    return toConnection(await listLeaves(context, { lessonId: id, state: state ?? null, ...paging }))
  }
}

@Resolver(() => Member)
export class MemberLeaveResolver {
  @FieldResolver(() => LeaveConnection, {
    nullable: true,
    description: "请假记录: leave that was asked for, as far as the viewer may read it; the latest first.",
  })
  async leaves(
    @Root() { id }: Member,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Arg("state", () => LeaveState, { nullable: true, description: ONLY }) state: State | null,
    @Ctx() context: AttendanceContext,
  ): Promise<ConnectionValue<LeaveOf>> {
    return toConnection(await listLeaves(context, { memberId: id, state: state ?? null, ...paging }))
  }
}
