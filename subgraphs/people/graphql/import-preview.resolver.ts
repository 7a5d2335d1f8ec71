import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { ImportRowConnection, RowFate } from "../../shared/graphql/import.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { ImportedRow, RowFate as Fate } from "../../shared/tables/row-problem.ts"
import { requireId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import { fileUrl } from "../../shared/files.ts"
import type * as domain from "../domain/import.ts"
import { listImportRows } from "../use-cases/list-import-rows.ts"
import { ImportPreview } from "./import-preview.type.ts"
import { Organisation } from "./organisation.stub.ts"

@ArgsType()
class ImportRowsArgs extends PagingArgs {
  @Field(() => RowFate, { nullable: true, description: "Rows of this fate alone; leave out for all." })
  fate?: Fate | null
}

@Resolver(() => ImportPreview)
export class ImportPreviewResolver {
  @Query(() => ImportPreview, { nullable: true, description: "A preview that the viewer made; null when it is another's, has expired or never was." })
  importPreview(@Arg("id", () => ID, { description: "`import_…`" }) id: string, @Ctx() { imports }: PeopleContext): Promise<domain.ImportPreview | null> {
    return imports.findPreview(requireId("id", id, "import"))
  }

  @FieldResolver(() => Organisation, { nullable: true, description: "In whose books it is." })
  organisation(@Root() { organisationId }: domain.ImportPreview): Organisation {
    return { id: organisationId }
  }

  @FieldResolver(() => ImportRowConnection, { description: "The rows in the order of the file." })
  async rows(
    @Root() preview: domain.ImportPreview,
    @Args(() => ImportRowsArgs) asked: ImportRowsArgs,
    @Ctx() context: PeopleContext,
  ): Promise<ConnectionValue<ImportedRow>> {
    return toConnection(await listImportRows(context, preview, asked))
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Where the failing rows are fetched, in the layout of the file with a column of reasons (`GET` with the same token); null without any.",
  })
  errorFileUrl(@Root() { errorFileId }: domain.ImportPreview): string | null {
    return errorFileId && fileUrl(errorFileId)
  }
}
