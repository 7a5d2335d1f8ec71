import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver, registerEnumType } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/export.ts"
import { startDataExport } from "../use-cases/start-data-export.ts"
import { Export, TooManyExports } from "./export.type.ts"

const DataStandard = { XAPI: "XAPI", ONE_ROSTER: "ONE_ROSTER" } as const
registerEnumType(DataStandard, {
  name: "DataStandard",
  description: "交换标准: in the form of which published specification something is handed to another system.",
  valuesConfig: {
    XAPI: { description: "学习记录 as statements of xAPI 1.0.3, one a line: who attended what, for how long; people by their ids, never by their names." },
    ONE_ROSTER: { description: "组织、人员与培训班 as the CSV files of OneRoster 1.2 in an archive; people by their ids and names, and nothing else of them." },
  },
})

@InputType({ description: "Data of a year that are handed to another system: the same parameters as the commands `xapi-export` and `oneroster-export`." })
class StartDataExportInput {
  @Field(() => DataStandard, { description: "In which form, and so what of the books." })
  standard!: keyof typeof DataStandard

  @Field(() => ID, { description: "Whose data: this organisation and everything below it: `organisation_…`" })
  organisation!: string

  @Field(() => Int, { description: "The calendar year, from 2000 to this one." })
  year!: number

  @Field(() => DateTimeScalar, { nullable: true, description: "截止时点: as the books stood at this moment, in the past; as they stand now when left out." })
  asOf?: Date | null

  @Field(() => String, {
    nullable: true,
    description:
      "For xAPI only: the address of the system whose ids the statements speak of, of at most 200 characters; `https://party-school.example/` when left out.",
  })
  homePage?: string | null

  @Field(() => String, { description: "目的: what it is for, in the log; 2 to 200 characters." })
  purpose!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The data are asked for; a job makes the file.", simpleResolvers: true })
class DataExportStarted {
  @Field(() => Export, { nullable: true, description: "As it stands now: look again until it is ready." })
  export!: domain.Export | null
}

const StartDataExportResult = resultUnion(
  "startDataExport",
  DataExportStarted,
  [TooManyExports, InvalidInput, NotAllowed],
  "What became of a request for data in the form of a published specification.",
)

@Resolver()
export class StartDataExportMutation {
  @Mutation(() => StartDataExportResult, {
    nullable: true,
    description:
      "导出交换数据: ask for a year's study, or its rosters, for another system. For whoever may have the ledger verified there. The same parameters give the same bytes, from here and from the commands.",
  })
  async startDataExport(
    @Arg("input", () => StartDataExportInput, { description: "What, of whom, of which year, and why." }) input: StartDataExportInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await startDataExport(context, input), "DataExportStarted", ({ exportId }) => ({ export: () => context.exports.find(exportId) }))
  }
}
