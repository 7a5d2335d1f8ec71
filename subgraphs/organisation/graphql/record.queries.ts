import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/organisation.ts"
import type { PolicyDocument } from "../domain/policy-document.ts"
import { listElectionsDue } from "../use-cases/list-elections-due.ts"
import { listPolicyDocuments } from "../use-cases/list-policy-documents.ts"
import { OrganisationConnection } from "./organisation.type.ts"
import { PolicyDocumentConnection } from "./policy-document.type.ts"

@Resolver()
export class RecordQueries {
  @Query(() => OrganisationConnection, {
    nullable: true,
    description: "应换届: the organisations of a subtree whose next election is due, the longest overdue first; null where the viewer may not read it.",
  })
  async electionsDue(
    @Arg("organisation", () => ID, { description: "The root of the subtree: `organisation_…`" }) organisationId: string,
    @Arg("to", () => DateScalar, { nullable: true, description: "Due on this day or before; today when left out." }) to: string | undefined,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: OrganisationContext,
  ): Promise<ConnectionValue<domain.Organisation> | null> {
    const page = await listElectionsDue(context, { organisationId, to: to ?? null, ...paging })
    return page && toConnection(page)
  }

  @Query(() => PolicyDocumentConnection, { nullable: true, description: "The documents that rules cite, the newest first; for everyone who has signed in." })
  async policyDocuments(
    @Arg("asOf", () => DateScalar, { nullable: true, description: "Only those in force on this day." }) asOf: string | undefined,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: OrganisationContext,
  ): Promise<ConnectionValue<PolicyDocument>> {
    return toConnection(await listPolicyDocuments(context, { asOf: asOf ?? null, ...paging }))
  }
}
