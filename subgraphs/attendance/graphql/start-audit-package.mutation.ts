import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/export.ts"
import type { ReportKind as Kind } from "../domain/report.ts"
import { startAuditPackage } from "../use-cases/start-audit-package.ts"
import { Export, TooManyExports } from "./export.type.ts"
import { ReportKind } from "./report-header.type.ts"

@InputType({ description: "An audit package that is asked for: the same parameters as the command `audit-package`." })
class StartAuditPackageInput {
  @Field(() => ID, { description: "Whose books: this organisation and everything below it: `organisation_…`" })
  organisation!: string

  @Field(() => Int, { description: "The calendar year, from 2000 to this one." })
  year!: number

  @Field(() => DateTimeScalar, { nullable: true, description: "截止时点: as the books stood at this moment, in the past; as they stand now when left out." })
  asOf?: Date | null

  @Field(() => [ReportKind], {
    nullable: true,
    description: "Which reports are in it, at most 15; when left out all that need no more than a place and a year. The ledger is in it in any case.",
  })
  reports?: Kind[] | null

  @Field(() => String, { description: "目的: what it is for, in the package and in the log; 2 to 200 characters." })
  purpose!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The audit package is asked for; a job makes the file.", simpleResolvers: true })
class AuditPackageStarted {
  @Field(() => Export, { nullable: true, description: "As it stands now: look again until it is ready, then fetch it and hand it to the verifier." })
  export!: domain.Export | null
}

const StartAuditPackageResult = resultUnion(
  "startAuditPackage",
  AuditPackageStarted,
  [TooManyExports, InvalidInput, NotAllowed],
  "What became of a request for an audit package.",
)

@Resolver()
export class StartAuditPackageMutation {
  @Mutation(() => StartAuditPackageResult, {
    nullable: true,
    description:
      "导出审计包: ask for the reports of a year with the ledger's rows behind them and what proves these, for verification without the graph. For whoever may have the ledger verified there. The same parameters give the same manifest, from here and from the command.",
  })
  async startAuditPackage(
    @Arg("input", () => StartAuditPackageInput, { description: "Whose books, of which year, and why." }) input: StartAuditPackageInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await startAuditPackage(context, input), "AuditPackageStarted", ({ exportId }) => ({ export: () => context.exports.find(exportId) }))
  }
}
