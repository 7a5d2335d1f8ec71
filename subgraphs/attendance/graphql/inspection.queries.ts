import { Args, ArgsType, Ctx, Field, ID, Query, Resolver } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { DateScalar, DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/finding.ts"
import { listInspection } from "../use-cases/list-inspection.ts"
import { FindingConnection, FindingKind, FindingState } from "./finding.type.ts"

@ArgsType()
class InspectionArgs extends PagingArgs {
  @Field(() => ID, { description: "Whose lessons: this organisation's and everything below it: `organisation_…`" })
  organisation!: string

  @Field(() => DateScalar, { description: "The first day of the lessons." })
  from!: string

  @Field(() => DateScalar, { description: "The last day of the lessons, at most a year later." })
  to!: string

  @Field(() => DateTimeScalar, { nullable: true, description: "截止时点: as the books stood at this moment; as they stand when left out." })
  asOf?: Date | null

  @Field(() => [FindingKind], { nullable: true, description: "Only findings of these kinds, at most 30; all when left out or empty." })
  kinds?: domain.FindingKind[] | null

  @Field(() => FindingState, { nullable: true, description: "Only those that were answered for, or only the others; both when left out." })
  state?: domain.FindingState | null
}

@Resolver()
export class InspectionQueries {
  @Query(() => FindingConnection, {
    nullable: true,
    description:
      "检查: what inspectors find missing or odd at the lessons of some days, the latest lesson first; null where the viewer may not read the organisation.",
  })
  async inspection(@Args(() => InspectionArgs) args: InspectionArgs, @Ctx() context: AttendanceContext): Promise<ConnectionValue<domain.Finding> | null> {
    const page = await listInspection(context, args)
    return page && toConnection(page)
  }
}
