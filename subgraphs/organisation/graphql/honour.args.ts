import { ArgsType, Field, Int } from "type-graphql"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type * as domain from "../domain/honour.ts"
import { HonourKind, HonourLevel } from "./honour.type.ts"

/** Arguments of lists of honours. */
@ArgsType()
export class HonourArgs extends PagingArgs {
  @Field(() => Boolean, { nullable: true, description: "Those of organisations below, too." })
  includeDescendants?: boolean | null

  @Field(() => HonourKind, { nullable: true, description: "Only of this kind." })
  kind?: domain.HonourKind | null

  @Field(() => HonourLevel, { nullable: true, description: "Only of this level." })
  level?: domain.HonourLevel | null

  @Field(() => Int, { nullable: true, description: "Only of this batch." })
  batch?: number | null
}
