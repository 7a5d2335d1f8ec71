import { Field, Float, Int, ObjectType } from "type-graphql"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/sheet.ts"
import { Member } from "./elsewhere.stubs.ts"
import { AttendanceSheet } from "./sheet.type.ts"

/** What an act on a sheet answers with: the sheet, read again for this viewer. */
@ObjectType({ description: "The sheet is open: recording has begun, or had begun already.", simpleResolvers: true })
export class AttendanceSheetOpened {
  @Field(() => AttendanceSheet, { nullable: true, description: "As it stands now." })
  sheet!: Promise<domain.Sheet | null>
}

@ObjectType({ description: "The sheet is closed: its hours count, and every absence obliges to a make-up.", simpleResolvers: true })
export class AttendanceSheetClosed {
  @Field(() => AttendanceSheet, { nullable: true, description: "As it stands now." })
  sheet!: Promise<domain.Sheet | null>

  @Field(() => Float, { description: "学时: hours that everybody together was credited with for this lesson." })
  creditedHours!: number

  @Field(() => Int, { description: "应补课: make-ups of this lesson that are due now." })
  makeUpsDue!: number
}

@ObjectType({ description: "Returned when people on the list do not stand anywhere yet; nothing was done.", simpleResolvers: true })
export class SheetIncomplete {
  @Field(() => String, { description: "How many they are, and what to do." })
  message!: string

  @Field(() => [Member], { description: "未登记: who they are, at most 100; those last who are on leave and were there by the code." })
  unmarked!: Member[]
}

@ObjectType({ description: "The sheet was checked by a second person.", simpleResolvers: true })
export class AttendanceSheetApproved {
  @Field(() => AttendanceSheet, { nullable: true, description: "As it stands now." })
  sheet!: Promise<domain.Sheet | null>
}

@ObjectType({ description: "The sheet is open again; its hours count as they did until it is closed again.", simpleResolvers: true })
export class AttendanceSheetReopened {
  @Field(() => AttendanceSheet, { nullable: true, description: "As it stands now." })
  sheet!: Promise<domain.Sheet | null>
}

@ObjectType({ description: "Host, recorder and summary are written down.", simpleResolvers: true })
export class SheetDetailsUpdated {
  @Field(() => AttendanceSheet, { nullable: true, description: "As it stands now." })
  sheet!: Promise<domain.Sheet | null>
}

@ObjectType({ description: "It is decided what becomes of somebody who was not on the list.", simpleResolvers: true })
export class WalkInDecided {
  @Field(() => AttendanceSheet, { nullable: true, description: "As it stands now." })
  sheet!: Promise<domain.Sheet | null>
}

@ObjectType({ description: "The list is changed; who changed it, and why, is kept.", simpleResolvers: true })
export class ExpectedListAmended {
  @Field(() => AttendanceSheet, { nullable: true, description: "As it stands now." })
  sheet!: Promise<domain.Sheet | null>
}

/** Turn what an act on a sheet gave into its answer: the sheet is read again, for this viewer. */
export function sheetOf({ loaders }: AttendanceContext): (done: { lessonId: string }) => { sheet: Promise<domain.Sheet | null> } {
  return ({ lessonId }) => ({ sheet: loaders.sheetByLesson.load(lessonId) })
}
