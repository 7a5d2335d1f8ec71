import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql"
import { fileUrl } from "../../shared/files.ts"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import { requireId } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/sheet-import.ts"
import { listSheetImportRows } from "../use-cases/list-sheet-import-rows.ts"
import { Lesson, Member } from "./elsewhere.stubs.ts"
import { RowOutcome, SheetImport, SheetImportRow, SheetImportRowConnection } from "./sheet-import.type.ts"

type Opened = domain.SheetImport & { rows: domain.PlannedSignIn[] }

@Resolver(() => SheetImport)
export class SheetImportResolver {
  @Query(() => SheetImport, {
    nullable: true,
    description: "A preview of a sign-in sheet's file that the viewer made; null when it is another's, has expired or never was.",
  })
  sheetImport(@Arg("id", () => ID, { description: "`sheetimport_…`" }) id: string, @Ctx() { sheetImports }: AttendanceContext): Promise<Opened | null> {
    return sheetImports.find(requireId("id", id, "sheetimport"))
  }

  @FieldResolver(() => Lesson, { nullable: true, description: "For whose sheet it is." })
  lesson(@Root() { lessonId }: Opened): Lesson {
    return { id: lessonId }
  }

  @FieldResolver(() => SheetImportRowConnection, { description: "The rows in the order of the file." })
  rows(
    @Root() { rows }: Opened,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Arg("outcome", () => RowOutcome, { nullable: true, description: "Only rows of which this becomes." }) outcome: domain.RowOutcome | null | undefined,
  ): ConnectionValue<domain.PlannedSignIn> {
    return toConnection(listSheetImportRows(rows, { ...paging, outcome: outcome ?? null }))
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Where the failing rows are fetched, in the layout of the file with a column of reasons (`GET` with the same token); null without any.",
  })
  errorFileUrl(@Root() { errorFileId }: Opened): string | null {
    return errorFileId && fileUrl(errorFileId)
  }
}

@Resolver(() => SheetImportRow)
export class SheetImportRowResolver {
  @FieldResolver(() => Member, { nullable: true, description: "Whom it means; null where that is not known, or the row is left out." })
  member(@Root() { memberId }: domain.PlannedSignIn): Member | null {
    return memberId === null ? null : { id: memberId }
  }

  @FieldResolver(() => DateTimeScalar, { nullable: true, description: "签到时间 as it was read; null where none is written." })
  arrivedAt(@Root() { arrivedAt }: domain.PlannedSignIn): Date | null {
    return arrivedAt === null ? null : new Date(arrivedAt)
  }

  @FieldResolver(() => DateTimeScalar, { nullable: true, description: "签退时间 as it was read; null where none is written." })
  leftAt(@Root() { leftAt }: domain.PlannedSignIn): Date | null {
    return leftAt === null ? null : new Date(leftAt)
  }
}
