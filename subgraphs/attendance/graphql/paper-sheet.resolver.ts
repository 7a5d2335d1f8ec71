import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { AttendanceContext } from "../context.ts"
import { type PaperLineState as LineState, saidBy, stateOf } from "../domain/paper-line.ts"
import type * as domain from "../domain/paper-sheet.ts"
import { warningsOf } from "../domain/paper-sheet.ts"
import type { SheetLine } from "../domain/reconciliation.ts"
import type { StoredSheet } from "../domain/stored-sheet.ts"
import { listEvidence } from "../use-cases/list-evidence.ts"
import { listLineCandidates } from "../use-cases/list-line-candidates.ts"
import { listPaperLines } from "../use-cases/list-paper-lines.ts"
import { AttendanceState } from "./attendance.type.ts"
import { Lesson, Member } from "./elsewhere.stubs.ts"
import { Evidence } from "./evidence.type.ts"
import { PaperLine, PaperLineConnection, PaperLineState, PaperSheet, PaperWarning } from "./paper-sheet.type.ts"
import { AttendanceSheet } from "./sheet.type.ts"

@Resolver(() => PaperSheet)
export class PaperSheetResolver {
  @FieldResolver(() => Lesson, { nullable: true, description: "Whose sheet it is." })
  lesson(@Root() { lessonId }: domain.PaperSheet): Lesson {
    return { id: lessonId }
  }

  @FieldResolver(() => [Evidence], { description: "Its scan: images or a PDF; at most 10." })
  evidence(@Root() { evidence }: domain.PaperSheet, @Ctx() context: AttendanceContext): Promise<Evidence[]> {
    return listEvidence(context, evidence)
  }

  @FieldResolver(() => [PaperWarning], { description: "What does not add up; at most two." })
  async warnings(@Root() paper: domain.PaperSheet, @Ctx() { loaders }: AttendanceContext): Promise<domain.PaperWarning[]> {
    return warningsOf(paper, await loaders.linesByPaper.load(paper.id))
  }

  @FieldResolver(() => PaperLineConnection, { description: "Its lines in the order of the paper, those that are left open among them." })
  async lines(
    @Root() paper: domain.PaperSheet,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Arg("state", () => PaperLineState, { nullable: true, description: "Only lines that have come so far." }) state: LineState | null | undefined,
    @Ctx() context: AttendanceContext,
  ): Promise<ConnectionValue<SheetLine>> {
    return toConnection(await listPaperLines(context, paper, { ...paging, state: state ?? null }))
  }
}

@Resolver(() => PaperLine)
export class PaperLineResolver {
  @FieldResolver(() => PaperLineState, { description: "How far it has come." })
  async state(@Root() line: SheetLine, @Ctx() { loaders }: AttendanceContext): Promise<LineState> {
    return stateOf(line, await lessonOf(loaders, line))
  }

  @FieldResolver(() => AttendanceState, { nullable: true, description: "What it says of its person; null where it says nothing, or two things at once." })
  async says(@Root() line: SheetLine, @Ctx() { loaders }: AttendanceContext): Promise<string | null> {
    const said = saidBy(line, await lessonOf(loaders, line))
    return said === "NOTHING" || said === "CONTRADICTORY" ? null : said
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who it is; null while that is not known." })
  member(@Root() { memberId }: SheetLine): Member | null {
    return memberId === null ? null : { id: memberId }
  }

  @FieldResolver(() => [Member], { nullable: true, description: "Who of the lesson's list is called so, while it is not known who is meant; at most 8." })
  async candidates(@Root() line: SheetLine, @Ctx() context: AttendanceContext): Promise<Member[]> {
    return (await listLineCandidates(context, line)).map((id) => ({ id }))
  }
}

@Resolver(() => AttendanceSheet)
export class AttendanceSheetPaperResolver {
  @FieldResolver(() => [PaperSheet], { description: "纸质签到表: the paper sheets that were added, oldest first; at most 20." })
  paperSheets(@Root() { lessonId }: Pick<StoredSheet, "lessonId">, @Ctx() { loaders }: AttendanceContext): Promise<domain.PaperSheet[]> {
    return loaders.papersByLesson.load(lessonId)
  }
}

/** A line is read with its lesson's time: its sheet is loaded with the lines themselves, once. */
async function lessonOf(loaders: AttendanceContext["loaders"], { paperId }: SheetLine): Promise<domain.PaperSheet> {
  const paper = await loaders.paperById.load(paperId)
  if (!paper) throw new Error("a line without its paper sheet")
  return paper
}
