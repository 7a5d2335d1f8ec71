import { Field, ObjectType, registerEnumType } from "type-graphql"
import { REPORT_KINDS, type Report, type ReportAsked, type ReportGap as Gap, type ReportKind as Kind, type ReportRun } from "../domain/report.ts"

export const ReportKind = Object.fromEntries(REPORT_KINDS.map((kind) => [kind, kind])) as { [K in Kind]: K }
registerEnumType(ReportKind, {
  name: "ReportKind",
  description: "报表: what auditors pull, by the numbers under which inspectors know them.",
  valuesConfig: {
    HOURS_DETAIL: { description: "R01 年度学时完成情况明细表: a line a person, with what each kind of study counts." },
    COMPLIANCE: { description: "R02 学时达标汇总表: a line an organisation." },
    CLASS_MATRIX: { description: "R03 培训班考勤汇总表: persons by lessons of one class." },
    ATTENDANCE_SHEET: { description: "R04 单次课签到台账: one lesson's sheet with its sources and later changes." },
    LEAVE_CLOSURE: { description: "R05 请假与补课闭环表: absences and what became of them, a line a branch." },
    PERSONAL_FILE: { description: "R06 个人学习档案: everything about one person's study in a year." },
    CHANGE_LOG: { description: "R07 考勤变更日志: what was changed in attendance, by whom, why and on what evidence." },
    ORGANISATION_LIFE: { description: "R08 三会一课落实情况季度表: meetings due against meetings held, a line a branch and quarter." },
    TEACHER_LOAD: { description: "R09 师资授课统计: what each teacher taught." },
    VENUE_USE: { description: "R10 场地使用表: how much of its open time each venue was used." },
    FLOATING: { description: "R11 流动党员参学情况: floating members and what they studied." },
    ACCESS_LOG: { description: "R12 查询与导出日志: who pulled which report or record, why, and how many rows." },
    EARLY_WARNING: { description: "R13 预警清单: who will miss the requirement at the present pace." },
    COMPLETENESS: { description: "R14 检查要素完整性表: what inspectors find missing or odd, lesson by lesson." },
    LEADERSHIP: { description: "R15 领导与换届统计: leaders of committees and their terms." },
  },
})

@ObjectType({ description: "数据缺口: something that the figures do not know.", simpleResolvers: true })
export class ReportGap implements Gap {
  @Field(() => String, { description: "Whose data is missing: `organisation`, `people`, `courses` or `attendance`." })
  subgraph!: Gap["subgraph"]

  @Field(() => String, { description: "What is missing, and how much of it." })
  message!: string
}

@ObjectType({
  description: "What a report needs to be run again with the same result: what was asked for, by which rules, as the books stood when.",
  simpleResolvers: true,
})
export class ReportHeader implements ReportAsked {
  report!: Report
  run!: ReportRun
}
