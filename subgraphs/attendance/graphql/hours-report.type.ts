import { Field, Float, Int, ObjectType } from "type-graphql"
import { PageInfo } from "../../shared/graphql/page-info.type.ts"
import type { Page } from "../../shared/page.ts"
import type * as lines from "../domain/book-line.ts"
import type { ReportAsked } from "../domain/report.ts"
import type { RoleInYear } from "../domain/rule-set.ts"
import type * as opened from "../use-cases/open-hours-report.ts"
import { RoleInYear as RoleEnum } from "./role-in-year.type.ts"

@ObjectType({ description: "One person's line of R01: how the year stood in the books.", simpleResolvers: true })
export class HoursLine {
  @Field(() => RoleEnum, { description: "身份: as what the year was judged." })
  roleInYear!: RoleInYear

  @Field(() => Float, { nullable: true, description: "应修学时; null for who owes nothing, which is not 0." })
  required!: number | null

  @Field(() => Float, { description: "集中培训学时: from centralised training." })
  intensive!: number

  @Field(() => Float, { description: "集体学习学时: from branch study, Party lectures and theme days." })
  collective!: number

  @Field(() => Float, { description: "线上原始学时: studied online, before the cap." })
  onlineRaw!: number

  @Field(() => Float, { nullable: true, description: "线上计入学时: what the cap lets count of it; null for who owes nothing." })
  onlineCounted!: number | null

  @Field(() => Float, { description: "补课学时: made up after absences." })
  makeUp!: number

  @Field(() => Float, { nullable: true, description: "合计计入: what counts in all; null for who owes nothing." })
  counted!: number | null

  @Field(() => Float, { nullable: true, description: "完成率: `counted` of `required` in per cent, half up to one decimal; null where nothing is required." })
  rate!: number | null

  @Field(() => Float, { nullable: true, description: "差额: what is missing to the requirement, 0 when nothing is; null for who owes nothing." })
  gap!: number | null

  @Field(() => Int, { description: "集中培训次数: sessions attended." })
  intensiveSessions!: number

  line!: lines.BookLine
  yearIsOver!: boolean
}

@ObjectType({ description: "R01 年度学时完成情况明细表: a line a person, in the order of the tree, as the books stood.", simpleResolvers: true })
export class HoursReport {
  asked!: ReportAsked
  report!: opened.HoursReport
  page!: Page<lines.BookLine>

  @Field(() => PageInfo, { description: "Whether more lines follow, and where to go on." })
  pageInfo!: PageInfo
}
