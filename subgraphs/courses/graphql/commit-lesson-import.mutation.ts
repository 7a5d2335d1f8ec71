import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from "type-graphql"
import { ImportCommitted, PreviewStale } from "../../shared/graphql/import.type.ts"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import { commitLessonImport } from "../use-cases/commit-lesson-import.ts"
import { ImportClash } from "./lesson-import.type.ts"

@InputType({ description: "A preview of a file for courses to commit." })
class CommitLessonImportInput {
  @Field(() => ID, { description: "What `previewLessonImport` answered: `plannedimport_…`" })
  preview!: string

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Publish what is written at once; otherwise lessons become drafts, which may clash and of which nobody is told.",
  })
  publish?: boolean | null

  @Field(() => String, { nullable: true, description: "Why lessons are published in spite of what clashes; kept with the clashes." })
  overrideReason?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

const CommitLessonImportResult = resultUnion(
  "commitLessonImport",
  ImportCommitted,
  [PreviewStale, ImportClash, NotAllowed, InvalidInput],
  "What became of an import of lessons, teachers or venues.",
)

@Resolver()
export class CommitLessonImportMutation {
  @Mutation(() => CommitLessonImportResult, {
    nullable: true,
    description: "Do exactly what a preview says, all or nothing, once; for whoever made it and still plans for the organisation.",
  })
  async commitLessonImport(
    @Arg("input", () => CommitLessonImportInput, { description: "Which preview, and whether to publish." }) input: CommitLessonImportInput,
    @Ctx() context: CoursesContext,
  ) {
    return answerOf(await commitLessonImport(context, input), "ImportCommitted", (counts) => counts)
  }
}
