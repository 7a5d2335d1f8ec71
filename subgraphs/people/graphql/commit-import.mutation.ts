import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
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

@ObjectType({ description: "What the preview said is done, all of it.", simpleResolvers: true })
class ImportCommitted {
  @Field(() => Int, { description: "Rows that entered something new." })
  created!: number

  @Field(() => Int, { description: "Rows that completed or corrected what was in the books." })
  updated!: number

  @Field(() => Int, { description: "Rows that said what the books said." })
  unchanged!: number

  @Field(() => Int, { description: "Rows with errors, which were left out." })
  skipped!: number
}

@ObjectType({
  description: "Returned when things are no longer as the preview saw them, or its file was committed before; nothing was done.",
  simpleResolvers: true,
})
class PreviewStale {
  @Field(() => String, { description: "What happened and what to do." })
  message!: string
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
