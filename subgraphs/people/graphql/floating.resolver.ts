import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { PeopleContext } from "../context.ts"
import type * as domain from "../domain/floating.ts"
import { isContactOverdue } from "../domain/floating.ts"
import type * as member from "../domain/member.ts"
import { listFloating } from "../use-cases/list-floating.ts"
import { listOverdueContacts } from "../use-cases/list-overdue-contacts.ts"
import { FloatingDirection, FloatingRecord, FloatingRecordConnection } from "./floating.type.ts"
import { Member } from "./member.type.ts"
import { Organisation } from "./organisation.stub.ts"

@Resolver(() => FloatingRecord)
export class FloatingRecordResolver {
  @FieldResolver(() => Member, { nullable: true, description: "Who floats." })
  member(@Root() { memberId }: domain.FloatingRecord, @Ctx() { loaders }: PeopleContext): Promise<member.Member | null> {
    return loaders.memberById.load(memberId)
  }

  @FieldResolver(() => Boolean, { description: "Whether the next contact was due before today and the stay goes on." })
  isOverdue(@Root() record: domain.FloatingRecord, @Ctx() { today }: PeopleContext): boolean {
    return isContactOverdue(record, today)
  }
}

@Resolver(() => Member)
export class MemberFloatingResolver {
  @FieldResolver(() => [FloatingRecord], { description: "流动情况: the person's stays elsewhere or here, the latest first; at most 100." })
  floating(@Root() { id }: member.Member, @Ctx() { loaders }: PeopleContext): Promise<FloatingRecord[]> {
    return loaders.floatingByMember.load(id)
  }
}

@Resolver(() => Organisation)
export class OrganisationFloatingResolver {
  @FieldResolver(() => FloatingRecordConnection, {
    nullable: true,
    description: "Stays that go on, of people who take part in it or below, the latest first; null where the viewer may not read them.",
  })
  async floating(
    @Root() { id }: Organisation,
    @Arg("direction", () => FloatingDirection, { nullable: true, description: "Only this way; both when left out." })
    direction: domain.FloatingDirection | null | undefined,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: PeopleContext,
  ): Promise<ConnectionValue<domain.FloatingRecord> | null> {
    const page = await listFloating(context, { organisationId: id, direction: direction ?? null, ...paging })
    return page && toConnection(page)
  }
}

@Resolver()
export class FloatingQueries {
  @Query(() => FloatingRecordConnection, {
    nullable: true,
    description: "Who has been out of touch for too long: stays that go on whose next contact was due before a day, the longest overdue first.",
  })
  async floatingOverdue(
    @Arg("organisation", () => ID, { description: "Of its people and those of organisations below: `organisation_…`" }) organisation: string,
    @Arg("asOf", () => DateScalar, { nullable: true, description: "The day; today when left out. A later one says who will be overdue." })
    asOf: string | null | undefined,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: PeopleContext,
  ): Promise<ConnectionValue<domain.FloatingRecord> | null> {
    const page = await listOverdueContacts(context, { organisationId: organisation, before: asOf ?? null, ...paging })
    return page && toConnection(page)
  }
}
