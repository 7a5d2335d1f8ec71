import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from "type-graphql"
import { fileUrl } from "../../shared/files.ts"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { ImportRowConnection, RowFate } from "../../shared/graphql/import.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { ImportedRow, RowFate as Fate } from "../../shared/tables/row-problem.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/lesson-import.ts"
import { listLessonImportRows } from "../use-cases/list-lesson-import-rows.ts"
import { Organisation } from "./elsewhere.stubs.ts"
import { LessonImportPreview } from "./lesson-import.type.ts"

@ArgsType()
class LessonImportRowsArgs extends PagingArgs {
  @Field(() => RowFate, { nullable: true, description: "Rows of this fate alone; leave out for all." })
  fate?: Fate | null
}

@Resolver(() => LessonImportPreview)
export class LessonImportResolver {
  @Query(() => LessonImportPreview, {
    nullable: true,
    description: "A preview of a file for courses that the viewer made; null when it is another's, has expired or never was.",
  })
  lessonImportPreview(
    @Arg("id", () => ID, { description: "`plannedimport_…`" }) id: string,
    @Ctx() { lessonImports }: CoursesContext,
  ): Promise<domain.LessonImportPreview | null> {
    return lessonImports.findPreview(requireId("id", id, "plannedimport"))
  }

  @FieldResolver(() => Organisation, { nullable: true, description: "For whose timetable or register it is." })
  organisation(@Root() { organisationId }: domain.LessonImportPreview): Organisation {
    return { id: organisationId }
  }

  @FieldResolver(() => ImportRowConnection, { description: "The rows in the order of the file." })
  async rows(
    @Root() preview: domain.LessonImportPreview,
    @Args(() => LessonImportRowsArgs) asked: LessonImportRowsArgs,
    @Ctx() context: CoursesContext,
  ): Promise<ConnectionValue<ImportedRow>> {
    return toConnection(await listLessonImportRows(context, preview, asked))
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Where the failing rows are fetched, in the layout of the file with a column of reasons (`GET` with the same token); null without any.",
  })
  errorFileUrl(@Root() { errorFileId }: domain.LessonImportPreview): string | null {
    return errorFileId && fileUrl(errorFileId)
  }
}
