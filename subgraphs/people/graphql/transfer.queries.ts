import { Arg, Args, Ctx, Directive, Field, ID, ObjectType, Query, Resolver } from "type-graphql"
import { type ConnectionValue, connectionOf, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { requireId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import type * as domain from "../domain/transfer.ts"
import { listDestinations } from "../use-cases/list-destinations.ts"
import { Organisation } from "./organisation.stub.ts"
import { Transfer } from "./transfer.type.ts"

@ObjectType({ description: "An organisation of the city to which a person could be sent." })
class TransferDestination {
  @Directive('@provides(fields: "name")')
  @Field(() => Organisation, { nullable: true, description: "Its id and name; the rest only where the viewer sees it." })
  organisation!: Organisation

  @Field(() => [String], { description: "The names of its superiors, the nearest first; at most 10." })
  within!: readonly string[]

  name!: string
}

const TransferDestinationConnection = connectionOf("TransferDestination", () => TransferDestination, "destinations")

@Resolver()
export class TransferQueries {
  @Query(() => Transfer, { nullable: true, description: "One transfer; null when it does not exist for the viewer." })
  transfer(@Arg("id", () => ID, { description: "`transfer_…`" }) id: string, @Ctx() { loaders }: PeopleContext): Promise<domain.Transfer | null> {
    return loaders.transferById.load(requireId("id", id, "transfer"))
  }

  @Query(() => TransferDestinationConnection, {
    nullable: true,
    description:
      "Organisations anywhere in the city by a part of their name, to send somebody there, in the order of names; null for those who keep nobody's books.",
  })
  async transferDestinations(
    @Arg("search", () => String, { description: "Part of the name, 1 to 64 characters." }) search: string,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: PeopleContext,
  ): Promise<ConnectionValue<TransferDestination> | null> {
    const page = await listDestinations(context, { search, ...paging })
    if (!page) return null
    const items = page.items.map(({ id, name, within }) => ({ organisation: { id, name }, name, within }))
    return toConnection<TransferDestination>({ ...page, items, positionOf: ({ organisation, name }) => [name, organisation.id] })
  }
}
