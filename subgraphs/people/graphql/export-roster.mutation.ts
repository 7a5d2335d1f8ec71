import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver, registerEnumType } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { PeopleContext } from "../context.ts"
import { type AskedExport, exportRoster } from "../use-cases/export-roster.ts"

const ExportFormat = { XLSX: "XLSX", CSV: "CSV" } as const
registerEnumType(ExportFormat, {
  name: "ExportFormat",
  description: "What kind of file an export is.",
  valuesConfig: {
    XLSX: { description: "A workbook in the customary layout, ready to be printed." },
    CSV: { description: "Text in UTF-8 with a mark, as spreadsheets open it." },
  },
})

@InputType({ description: "A roster to take away." })
class ExportRosterInput {
  @Field(() => ID, { description: "Whose: `organisation_…`" })
  organisation!: string

  @Field(() => ExportFormat, { description: "Workbook or text." })
  format!: AskedExport["format"]

  @Field(() => DateScalar, { nullable: true, description: "The roster of this day, not in the future; leave out for today's." })
  asOf?: string | null

  @Field(() => Boolean, { defaultValue: true, description: "Whether the people of organisations below it are in it." })
  includeDescendants!: boolean

  @Field(() => String, { description: "用途: what the list is for, 1 to 200 characters; it stands on the list." })
  purpose!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same file." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The roster is written and can be fetched.", simpleResolvers: true })
class RosterExported {
  @Field(() => String, { description: "Where it is fetched: `GET` with the same token." })
  url!: string

  @Field(() => Int, { description: "How many people are in it." })
  rows!: number

  @Field(() => Date, { description: "Until when it can be fetched." })
  expiresAt!: Date
}

const ExportRosterResult = resultUnion("exportRoster", RosterExported, [NotAllowed, InvalidInput], "What became of a roster that was to be taken away.")

@Resolver()
export class ExportRosterMutation {
  @Mutation(() => ExportRosterResult, {
    nullable: true,
    description: "Write a roster (党员花名册) into a file, citizen's numbers and mobiles masked; for those who keep the books, and auditors.",
  })
  async exportRoster(
    @Arg("input", () => ExportRosterInput, { description: "Whose roster, and how." }) input: ExportRosterInput,
    @Ctx() context: PeopleContext,
  ) {
    return answerOf(await exportRoster(context, input), "RosterExported", (exported) => ({ ...exported, expiresAt: new Date(exported.expiresAt) }))
  }
}
