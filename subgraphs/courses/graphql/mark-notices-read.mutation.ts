import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { CoursesContext } from "../context.ts"
import { markNoticesRead } from "../use-cases/mark-notices-read.ts"

@InputType({ description: "Which notices were read: some by name, or all of one's own up to a moment." })
class MarkNoticesReadInput {
  @Field(() => [ID], { nullable: true, description: "`notice_…`, at most 100; all of them or none are marked." })
  notices?: string[] | null

  @Field(() => DateTimeScalar, { nullable: true, description: "全部已读: all of one's own that were said up to this moment, in place of `notices`." })
  until?: Date | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The notices are marked.", simpleResolvers: true })
class NoticesMarkedRead {
  @Field(() => Int, { description: "How many: those named, or those that were unread up to the moment." })
  marked!: number
}

const MarkNoticesReadResult = resultUnion("markNoticesRead", NoticesMarkedRead, [InvalidInput, NotAllowed], "What became of notices to mark.")

@Resolver()
export class MarkNoticesReadMutation {
  @Mutation(() => MarkNoticesReadResult, {
    nullable: true,
    description: "已读: mark one's own notices as read; whoever plans marks those of outside teachers, once they were telephoned.",
  })
  async markNoticesRead(@Arg("input", () => MarkNoticesReadInput, { description: "Which." }) input: MarkNoticesReadInput, @Ctx() context: CoursesContext) {
    return answerOf(await markNoticesRead(context, input), "NoticesMarkedRead", (marked) => marked)
  }
}
