import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from "type-graphql"
import { UnreadableFile } from "../../shared/graphql/import.type.ts"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { PeopleContext } from "../context.ts"
import type * as domain from "../domain/import.ts"
import { previewImport } from "../use-cases/preview-import.ts"
import { ImportKind, ImportPreview } from "./import-preview.type.ts"

@InputType({ description: "A file to look at before it is imported." })
class PreviewImportInput {
  @Field(() => ID, { description: "What `POST /files` answered: `file_…`" })
  file!: string

  @Field(() => ID, { description: "In whose books: `organisation_…`; its branches and those below it are meant." })
  organisation!: string

  @Field(() => ImportKind, { defaultValue: "MEMBER_ROSTER", description: "What the file holds." })
  kind!: domain.ImportKind

  @Field(() => String, { nullable: true, description: "The same key again gives the same preview." })
  clientMutationKey?: string | null
}

const PreviewImportResult = resultUnion(
  "previewImport",
  ImportPreview,
  [UnreadableFile, NotAllowed, InvalidInput],
  "What a file would do, or why it cannot be read.",
)

@Resolver()
export class PreviewImportMutation {
  @Mutation(() => PreviewImportResult, {
    nullable: true,
    description: "Read a file and say what committing it would do, row by row; nothing of it is written. For those who keep the organisation's books.",
  })
  async previewImport(
    @Arg("input", () => PreviewImportInput, { description: "Which file, and whose books." }) input: PreviewImportInput,
    @Ctx() context: PeopleContext,
  ) {
    const result = await previewImport(context, input)
    const preview = result.ok ? await context.imports.findPreview(result.value) : null
    if (result.ok && !preview) throw new Error("a preview is gone as soon as it was made")
    return answerOf(result, "ImportPreview", () => preview ?? {})
  }
}
