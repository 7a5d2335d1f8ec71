import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/export.ts"
import { cancelExport } from "../use-cases/cancel-export.ts"
import { Export } from "./export.type.ts"

@InputType({ description: "Which export is no longer wanted." })
class CancelExportInput {
  @Field(() => ID, { description: "One of the viewer's own that is under way: `export_…`" })
  export!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The export is cancelled, and nothing of it is kept.", simpleResolvers: true })
class ExportCancelled {
  @Field(() => Export, { nullable: true, description: "As it stands now." })
  export!: domain.Export | null
}

const CancelExportResult = resultUnion("cancelExport", ExportCancelled, [InvalidState, InvalidInput, NotAllowed], "What became of cancelling an export.")

@Resolver()
export class CancelExportMutation {
  @Mutation(() => CancelExportResult, { nullable: true, description: "取消导出: cancel one of the viewer's own exports while it is under way." })
  async cancelExport(@Arg("input", () => CancelExportInput, { description: "Which." }) input: CancelExportInput, @Ctx() context: AttendanceContext) {
    return answerOf(await cancelExport(context, input), "ExportCancelled", ({ exportId }) => ({ export: () => context.exports.find(exportId) }))
  }
}
