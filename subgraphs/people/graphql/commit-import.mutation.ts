import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from "type-graphql"
import { ImportCommitted, PreviewStale } from "../../shared/graphql/import.type.ts"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { PeopleContext } from "../context.ts"
import { commitImport } from "../use-cases/commit-import.ts"

@InputType({ description: "A preview to commit." })
class CommitImportInput {
  @Field(() => ID, { description: "What `previewImport` answered: `import_…`" })
  preview!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

const CommitImportResult = resultUnion("commitImport", ImportCommitted, [PreviewStale, NotAllowed, InvalidInput], "What became of an import.")

@Resolver()
export class CommitImportMutation {
  @Mutation(() => CommitImportResult, {
    nullable: true,
    description: "Do exactly what a preview says, all or nothing, once; for whoever made it and still keeps the organisation's books.",
  })
  async commitImport(@Arg("input", () => CommitImportInput, { description: "Which preview." }) input: CommitImportInput, @Ctx() context: PeopleContext) {
    return answerOf(await commitImport(context, input), "ImportCommitted", (counts) => counts)
  }
}
