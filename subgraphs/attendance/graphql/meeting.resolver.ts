import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import { mayRecord } from "../domain/attendance.policy.ts"
import type { Evidence as EvidenceRecord } from "../domain/evidence.ts"
import type * as domain from "../domain/meeting.ts"
import { listEvidence } from "../use-cases/list-evidence.ts"
import { listMeetings } from "../use-cases/list-meetings.ts"
import { Organisation } from "./elsewhere.stubs.ts"
import { Evidence } from "./evidence.type.ts"
import { BranchMeeting, BranchMeetingConnection, MeetingKind } from "./meeting.type.ts"

@ArgsType()
class MeetingsArgs extends PagingArgs {
  @Field(() => ID, { description: "Whose branches: this organisation and everything below it: `organisation_…`" })
  organisation!: string

  @Field(() => DateScalar, { description: "The first day on which they were held." })
  from!: string

  @Field(() => DateScalar, { description: "The last day, at most two years later." })
  to!: string

  @Field(() => MeetingKind, { nullable: true, description: "Only meetings of this kind; all when left out." })
  kind?: domain.MeetingKind | null
}

@Resolver()
export class MeetingQueries {
  @Query(() => BranchMeetingConnection, {
    nullable: true,
    description: "三会: the meetings of branches, the latest first; void records are left out. Null where the viewer may not read the organisation.",
  })
  async meetings(@Args(() => MeetingsArgs) args: MeetingsArgs, @Ctx() context: AttendanceContext): Promise<ConnectionValue<domain.Meeting> | null> {
    const page = await listMeetings(context, args)
    return page && toConnection(page)
  }
}

@Resolver(() => BranchMeeting)
export class BranchMeetingResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "Which branch met." })
  organisation(@Root() { organisationId }: domain.Meeting): Organisation {
    return { id: organisationId }
  }

  @FieldResolver(() => [Evidence], { description: "佐证材料: minutes, photographs, sign-in sheets; at most 10." })
  evidence(@Root() { evidence }: domain.Meeting, @Ctx() context: AttendanceContext): Promise<EvidenceRecord[]> {
    return listEvidence(context, evidence)
  }

  @FieldResolver(() => Boolean, { description: "Whether the viewer may put the record right." })
  viewerCanAmend(@Root() { organisationPath }: domain.Meeting, @Ctx() { viewer }: AttendanceContext): boolean {
    return mayRecord(viewer, organisationPath)
  }
}
