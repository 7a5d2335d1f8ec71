import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from "type-graphql"
import { UnreadableFile } from "../../shared/graphql/import.type.ts"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/lesson-import.ts"
import { previewLessonImport } from "../use-cases/preview-lesson-import.ts"
import { LessonImportKind, LessonImportPreview } from "./lesson-import.type.ts"

@InputType({ description: "A file for courses to look at before it is imported." })
class PreviewLessonImportInput {
  @Field(() => ID, { description: "What `POST /files?for=courses` answered: `upload_…`" })
  file!: string

  @Field(() => ID, {
    description: "Who organises the lessons, or keeps the teachers or venues: `organisation_…`; lessons may also be of organisations below it.",
  })
  organisation!: string

  @Field(() => LessonImportKind, { defaultValue: "LESSON_PLAN", description: "What the file holds." })
  kind!: domain.LessonImportKind

  @Field(() => String, { nullable: true, description: "The same key again gives the same preview." })
  clientMutationKey?: string | null
}

const PreviewLessonImportResult = resultUnion(
  "previewLessonImport",
  LessonImportPreview,
  [UnreadableFile, NotAllowed, InvalidInput],
  "What a file for courses would do, or why it cannot be read.",
)

@Resolver()
export class PreviewLessonImportMutation {
  @Mutation(() => PreviewLessonImportResult, {
    nullable: true,
    description:
      "Read a lesson plan, or a list of teachers or venues, and say what committing it would do, row by row; nothing of it is written. For those who plan for the organisation.",
  })
  async previewLessonImport(
    @Arg("input", () => PreviewLessonImportInput, { description: "Which file, and for whom." }) input: PreviewLessonImportInput,
    @Ctx() context: CoursesContext,
  ) {
    const result = await previewLessonImport(context, input)
    const preview = result.ok ? await context.lessonImports.findPreview(result.value) : null
    if (result.ok && !preview) throw new Error("a preview is gone as soon as it was made")
    return answerOf(result, "LessonImportPreview", () => preview ?? {})
  }
}
