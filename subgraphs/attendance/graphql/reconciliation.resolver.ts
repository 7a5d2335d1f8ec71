import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/reconciliation.ts"
import type { StoredSheet } from "../domain/stored-sheet.ts"
import { listDifferences } from "../use-cases/list-differences.ts"
import { reconcilePaper } from "../use-cases/reconcile-paper.ts"
import { Member } from "./elsewhere.stubs.ts"
import { DifferenceKind, PaperDifference, PaperDifferenceConnection, PaperReconciliation } from "./reconciliation.type.ts"
import { AttendanceSheet } from "./sheet.type.ts"

@Resolver(() => AttendanceSheet)
export class AttendanceSheetReconciliationResolver {
  @FieldResolver(() => PaperReconciliation, { nullable: true, description: "纸质与扫码核对: paper against scans; null where no paper sheet was added." })
  async reconciliation(@Root() { lessonId }: Pick<StoredSheet, "lessonId">, @Ctx() context: AttendanceContext): Promise<PaperReconciliation | null> {
    const reconciliation = await reconcilePaper(context, lessonId)
    if (!reconciliation) return null
    const count = (kind: domain.DifferenceKind) => reconciliation.differences.filter((difference) => difference.kind === kind).length
    return {
      reconciliation,
      agree: reconciliation.agree,
      onPaperOnly: count("ON_PAPER_ONLY"),
      scannedOnly: count("SCANNED_ONLY"),
      timesDiffer: count("TIMES_DIFFER"),
      illegible: count("ILLEGIBLE"),
      unresolved: count("UNRESOLVED"),
    }
  }
}

@Resolver(() => PaperReconciliation)
export class PaperReconciliationResolver {
  @FieldResolver(() => PaperDifferenceConnection, { description: "In what they differ: by kind, in the order of the values of `DifferenceKind`." })
  differences(
    @Root() { reconciliation }: PaperReconciliation,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Arg("kind", () => DifferenceKind, { nullable: true, description: "Only differences of this kind." }) kind: domain.DifferenceKind | null | undefined,
  ): ConnectionValue<object> {
    return toConnection(listDifferences(reconciliation, { ...paging, kind: kind ?? null }))
  }
}

@Resolver(() => PaperDifference)
export class PaperDifferenceResolver {
  @FieldResolver(() => Member, { nullable: true, description: "Who it is about; null where it is not known whom the line means." })
  member(@Root() { memberId }: domain.Difference): Member | null {
    return memberId === null ? null : { id: memberId }
  }

  @FieldResolver(() => DateTimeScalar, { nullable: true, description: "The first scan in; null without one." })
  scannedInAt(@Root() { scanned }: domain.Difference): Date | null {
    return scanned?.arrivedAt ?? null
  }

  @FieldResolver(() => DateTimeScalar, { nullable: true, description: "The last scan out; null without one." })
  scannedOutAt(@Root() { scanned }: domain.Difference): Date | null {
    return scanned?.leftAt ?? null
  }
}
