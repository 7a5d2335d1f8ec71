import { Arg, Args, Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { PeopleContext } from "../context.ts"
import type * as member from "../domain/member.ts"
import type * as domain from "../domain/transfer.ts"
import { mayDecideTransfer, mayWithdrawTransfer } from "../domain/transfer.policy.ts"
import { listTransfers } from "../use-cases/list-transfers.ts"
import { Member } from "./member.type.ts"
import { Organisation } from "./organisation.stub.ts"
import { Transfer, TransferConnection, TransferDirection, TransferState } from "./transfer.type.ts"

@Resolver(() => Transfer)
export class TransferResolver {
  @FieldResolver(() => Member, { nullable: true, description: "The person; null where the viewer may not read them: before the receipt, or after." })
  member(@Root() { memberId }: domain.Transfer, @Ctx() { loaders }: PeopleContext): Promise<member.Member | null> {
    return loaders.memberById.load(memberId)
  }

  @Directive('@provides(fields: "name")')
  @FieldResolver(() => Organisation, {
    nullable: true,
    description: "转出组织: where the person comes from, by the name on the letter, shown to both sides; null when it lies outside the city's organisations.",
  })
  from(@Root() { origin }: domain.Transfer): Organisation | null {
    return nameOnly(origin)
  }

  @Directive('@provides(fields: "name")')
  @FieldResolver(() => Organisation, {
    nullable: true,
    description: "接收组织: where the person goes, by the name on the letter, shown to both sides; null when it lies outside the city's organisations.",
  })
  to(@Root() { destination }: domain.Transfer): Organisation | null {
    return nameOnly(destination)
  }

  @FieldResolver(() => String, { description: "The origin's name on the letter, inside the city or outside." })
  fromName(@Root() { origin }: domain.Transfer): string {
    return origin.name
  }

  @FieldResolver(() => String, { description: "The receiver's name on the letter, inside the city or outside." })
  toName(@Root() { destination }: domain.Transfer): string {
    return destination.name
  }

  @FieldResolver(() => Boolean, { description: "Whether the viewer may accept or refuse it now." })
  viewerCanDecide(@Root() transfer: domain.Transfer, @Ctx() { viewer }: PeopleContext): boolean {
    return transfer.state === "STARTED" && mayDecideTransfer(viewer, transfer)
  }

  @FieldResolver(() => Boolean, { description: "Whether the viewer may take it back now." })
  viewerCanWithdraw(@Root() transfer: domain.Transfer, @Ctx() { viewer }: PeopleContext): boolean {
    return transfer.state === "STARTED" && mayWithdrawTransfer(viewer, transfer)
  }
}

@Resolver(() => Member)
export class MemberTransferResolver {
  @FieldResolver(() => TransferConnection, { description: "The letters that sent the person, the newest first." })
  async transfers(
    @Root() { id }: member.Member,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: PeopleContext,
  ): Promise<ConnectionValue<domain.Transfer>> {
    const page = await listTransfers(context, { of: { memberId: id }, ...paging })
    return toConnection(page ?? { items: [], hasNextPage: false, totalCount: () => 0, positionOf: () => [] })
  }
}

@Resolver(() => Organisation)
export class OrganisationTransferResolver {
  @FieldResolver(() => TransferConnection, {
    nullable: true,
    description: "Letters of people who come to it or leave it, organisations below included, the newest first; null where the viewer may not read them.",
  })
  async transfers(
    @Root() { id }: Organisation,
    @Arg("direction", () => TransferDirection, { description: "Coming or leaving." }) direction: domain.TransferDirection,
    @Arg("state", () => TransferState, { nullable: true, description: "Only those that stand so today." }) state: domain.TransferState | null | undefined,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: PeopleContext,
  ): Promise<ConnectionValue<domain.Transfer> | null> {
    const page = await listTransfers(context, { of: { organisationId: id, direction, state: state ?? null }, ...paging })
    return page && toConnection(page)
  }
}

function nameOnly({ id, name }: domain.TransferEnd): Organisation | null {
  return id === null ? null : { id, name }
}
