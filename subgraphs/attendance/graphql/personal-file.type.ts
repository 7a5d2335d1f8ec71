import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql"
import { PageInfo } from "../../shared/graphql/page-info.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { Verdict as VerdictValue } from "../domain/annual-hours.ts"
import type { Standing } from "../domain/attendance-row.ts"
import type * as domain from "../domain/personal-file.ts"
import type { RoleInYear } from "../domain/rule-set.ts"
import { AttendanceState } from "./attendance.type.ts"
import { Verdict } from "./enums.ts"
import { ReportHeader } from "./report-header.type.ts"
import { RoleInYear as RoleEnum } from "./role-in-year.type.ts"

export const FileSection = {
  STUDY: "STUDY",
  TRAINING: "TRAINING",
  MAKE_UP: "MAKE_UP",
  ABSENCE: "ABSENCE",
  OBSERVED: "OBSERVED",
  LEAVE: "LEAVE",
  CORRECTION: "CORRECTION",
} as const

registerEnumType(FileSection, {
  name: "FileSection",
  description: "The parts of a personal file (档案栏目), in the order in which they are printed.",
  valuesConfig: {
    STUDY: { description: "参加学习培训: lessons at which the person was." },
    TRAINING: { description: "外部培训: training that somebody else held, as approved." },
    MAKE_UP: { description: "补课: what was made up, what is still due, and what was exempted." },
    ABSENCE: { description: "请假与缺席: lessons at which the person was not, and those of which nothing was recorded." },
    OBSERVED: { description: "列席: lessons at which the person was without being expected." },
    LEAVE: { description: "请假单: leave that was asked for, and what was decided." },
    CORRECTION: { description: "更正记录: what was recorded and put right later, with the reason." },
  },
})

@ObjectType({ description: "One line of a personal file.", simpleResolvers: true })
export class PersonalFileLine {
  @Field(() => FileSection, { description: "In which part it stands." })
  section!: domain.FileSection

  @Field(() => DateScalar, { description: "The day of the lesson or training, of a make-up the day on which it was done." })
  occurredOn!: string

  @Field(() => DateScalar, { nullable: true, description: "The last day, of training that took several." })
  untilOn!: string | null

  @Field(() => String, { description: "培训班名称、课次名称: what it is called now." })
  title!: string

  @Field(() => String, { nullable: true, description: "培训类型: the category of a lesson, the kind of training, of leave." })
  kind!: string | null

  @Field(() => String, { nullable: true, description: "主办方: who held it, under the name of then." })
  organiser!: string | null

  @Field(() => AttendanceState, { nullable: true, description: "How the person stood; null for what is no attendance." })
  state!: Standing | null

  @Field(() => String, { description: "情况, in the words of the printed file: `出席`, `逾期未补`, `缺席→迟到`." })
  status!: string

  @Field(() => Int, { nullable: true, description: "参加分钟: minutes taken part in; null where there is nothing to take part in." })
  minutes!: number | null

  @Field(() => Float, { nullable: true, description: "计划学时: what it was planned with." })
  plannedHours!: number | null

  @Field(() => Float, {
    nullable: true,
    description: "完成学时: what it adds to the years of the file; null where it adds none by its nature, or that was not known then.",
  })
  hours!: number | null

  @Field(() => String, { nullable: true, description: "备注: deadline, who decided, why something was put right." })
  note!: string | null
}

@ObjectType({ description: "年度概况: one year of a file. Figures are null where no account of the year was kept by then.", simpleResolvers: true })
export class PersonalFileYear {
  @Field(() => Int, { description: "The calendar year." })
  year!: number

  @Field(() => RoleEnum, { nullable: true, description: "身份: as what the year was judged." })
  role!: RoleInYear | null

  @Field(() => Verdict, { nullable: true, description: "结论, as the books stood." })
  verdict!: VerdictValue | null

  @Field(() => Float, { nullable: true, description: "年度学习任务: hours asked for; null for who owes none." })
  required!: number | null

  @Field(() => Float, { nullable: true, description: "已完成学时数: hours that count." })
  credited!: number | null

  @Field(() => Float, { nullable: true, description: "完成百分比: `credited` of `required` in per cent, half up to one decimal." })
  rate!: number | null

  @Field(() => Float, { nullable: true, description: "集中培训学时: from centralised training." })
  intensive!: number | null

  @Field(() => Float, { nullable: true, description: "集体学习学时: from branch study, lectures and theme days." })
  collective!: number | null

  @Field(() => Float, { nullable: true, description: "线上原始学时: online, before the cap." })
  onlineRaw!: number | null

  @Field(() => Float, { nullable: true, description: "线上计入学时: online, as far as the cap lets it count." })
  onlineCounted!: number | null

  @Field(() => Float, { nullable: true, description: "补课学时: made up." })
  makeUp!: number | null

  @Field(() => Int, { nullable: true, description: "集中培训次数: intensive sessions attended." })
  intensiveSessions!: number | null
}

@ObjectType({ description: "R06 个人学习档案 (一人一档): everything about one person's study, as the books stood.", simpleResolvers: true })
export class PersonalFile {
  @Field(() => ReportHeader, { description: "What was asked, and what proves it; its organisation is the person's branch of then." })
  header!: ReportHeader

  @Field(() => Int, { description: "How many lines there are in all." })
  totalCount!: number

  @Field(() => PageInfo, { description: "Whether more lines follow." })
  pageInfo!: PageInfo

  @Field(() => [PersonalFileLine], {
    description: "Lines in the order of their days, at most 100 a page. Certificates of training (结业证书) are not kept in the graph: there is none.",
  })
  nodes!: readonly domain.EarningLine[]
}
