import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import * as domain from "../domain/finding.ts"
import type { InspectionRules } from "../domain/inspection-rules.ts"

const namesOf = <Name extends string>(names: readonly Name[]) => Object.fromEntries(names.map((name) => [name, name])) as { [N in Name]: N }

export const FindingKind = namesOf(domain.FINDING_KINDS)
const KINDS: Record<domain.FindingKind, string> = {
  UNMARKED: "应到≠实到+请假+缺席: expected people of whom nothing is recorded.",
  HOST_MISSING: "缺主持人: nobody is named who led it.",
  RECORDER_MISSING: "缺记录人: nobody is named who took the record.",
  SUMMARY_TOO_SHORT: "会议记录过简: fewer characters of minutes than the rule asks for.",
  EVIDENCE_MISSING: "缺佐证: no paper sheet, scan or photograph.",
  FILED_LATE: "归档超期: closed after the deadline of the rule.",
  NOT_FILED: "未归档: still open after the deadline.",
  NOT_HELD: "有计划未开展: published, over, and without a sheet.",
  CANCELLED: "计划取消: planned and called off.",
  UNPLANNED: "计划外: published after it had begun.",
  LEAVE_SLIP_MISSING: "缺请假条: on leave without an approved request.",
  MAKE_UP_OVERDUE: "逾期未补课: a make-up that is owed and was due.",
  SAME_LIST: "名单雷同: exactly the same people as at an earlier lesson of the organiser, where others were expected too.",
  NEAR_SAME_LIST: "名单高度雷同: nearly the same people as at an earlier lesson of the organiser.",
  OUTSIDE_WINDOW: "窗外签到: came long before the start, or after the end.",
  TWO_PLACES: "一人两地: present at another lesson in the same minutes; the way between them is not considered.",
  TEACHER_IN_TWO_PLACES: "教师一人两地: a teacher taught in another room in the same minutes.",
  ROUND_TIMES: "整点签到: all arrivals that were written by hand are at a full or half hour.",
  EQUAL_MINUTES: "时长雷同: all marks by hand have the same minutes, and not the lesson's.",
  BATCH_ENTRY: "集中补录: many marks by hand within one minute, days after the lesson.",
  ONE_DEVICE: "一机多人: a device with which another person came at the same or an earlier lesson.",
  AFTER_LOCK: "锁定后变更: facts that were written after the period was locked.",
  CREDIT_ONLY: "单向更正: several corrections, all of them towards more credit.",
}
registerEnumType(FindingKind, {
  name: "FindingKind",
  description: "检查项: what an inspector looks for at a lesson.",
  valuesConfig: Object.fromEntries(domain.FINDING_KINDS.map((kind) => [kind, { description: KINDS[kind] }])),
})

export const FindingSeverity = namesOf(domain.SEVERITIES)
registerEnumType(FindingSeverity, {
  name: "FindingSeverity",
  description: "How much a finding weighs (严重程度).",
  valuesConfig: {
    NOTE: { description: "提示: may well have its reason; look at it." },
    WARNING: { description: "一般: something is missing, or late." },
    GRAVE: { description: "严重: it cannot be so, or was never held." },
  },
})

export const FindingState = namesOf(domain.FINDING_STATES)
registerEnumType(FindingState, {
  name: "FindingState",
  description: "Whether somebody has answered for a finding.",
  valuesConfig: {
    OPEN: { description: "未销号: nobody has." },
    SETTLED: { description: "已销号: somebody has, with words." },
  },
})

@ObjectType({ description: "销号: who answered for a finding.", simpleResolvers: true })
export class FindingSettlement implements domain.Settlement {
  @Field(() => String, { description: "What was found out about it." })
  note!: string

  @Field(() => DateTimeScalar, { description: "When, by the server's clock." })
  settledAt!: Date

  @Field(() => String, { description: "The name of who answered." })
  settledBy!: string
}

@ObjectType({ description: "A row that shows a finding: somebody, a time, another lesson.", simpleResolvers: true })
export class FindingEvidence implements domain.FindingEvidence {
  @Field(() => DateTimeScalar, { nullable: true, description: "When it happened or was written, whichever the finding is about." })
  at!: Date | null

  @Field(() => Int, {
    nullable: true,
    description: "Minutes taken part in, those gained by a correction, or people in common, whichever the finding is about.",
  })
  minutes!: number | null

  entryId!: string | null
  memberId!: string | null
  otherLessonId!: string | null
  otherMemberId!: string | null
}

@ObjectType({ description: "检查问题: something at a lesson that an inspector would ask about; one of a kind a lesson.", simpleResolvers: true })
export class Finding implements domain.Finding {
  @Field(() => ID, { description: "The same whenever it is looked for: `finding_…`" })
  id!: string

  @Field(() => FindingKind, { description: "Which check found it." })
  kind!: domain.FindingKind

  @Field(() => Int, { description: "How many rows show it: facts, persons or other lessons; 0 where the lesson itself does." })
  rows!: number

  @Field(() => Int, { description: "How many persons are concerned; 0 where it is about nobody in particular." })
  people!: number

  @Field(() => FindingSettlement, { nullable: true, description: "Who answered for it; null while nobody has." })
  settlement!: domain.Settlement | null

  lessonId!: string
  organisationId!: string
  startsAt!: Date
  memberIds!: readonly string[]
  lessonIds!: readonly string[]
  asOf!: Date
  rules!: InspectionRules
}

export const FindingConnection = connectionOf("Finding", () => Finding, "findings")
