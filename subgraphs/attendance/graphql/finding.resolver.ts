import { Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import type { AttendanceContext } from "../context.ts"
import * as domain from "../domain/finding.ts"
import { Lesson, Member, Organisation } from "./elsewhere.stubs.ts"
import { Finding, FindingEvidence, FindingSeverity, FindingState } from "./finding.type.ts"

@Resolver(() => Finding)
export class FindingResolver {
  @FieldResolver(() => FindingSeverity, { description: "How much it weighs; the same for all of its kind." })
  severity(@Root() { kind }: domain.Finding): domain.Severity {
    return domain.severityOf(kind)
  }

  @FieldResolver(() => FindingState, { description: "Whether somebody has answered for it." })
  state(@Root() { settlement }: domain.Finding): domain.FindingState {
    return settlement ? "SETTLED" : "OPEN"
  }

  @FieldResolver(() => String, { description: "What was found, with its number, in words." })
  message(@Root() finding: domain.Finding): string {
    return domain.messageOf(finding)
  }

  @FieldResolver(() => Organisation, { nullable: true, description: "Who held the lesson." })
  organisation(@Root() { organisationId }: domain.Finding): Organisation {
    return { id: organisationId }
  }

  @FieldResolver(() => Lesson, { nullable: true, description: "At which lesson." })
  lesson(@Root() { lessonId }: domain.Finding): Lesson {
    return { id: lessonId }
  }

  @FieldResolver(() => [Member], { nullable: true, description: "Persons concerned, at most 20 of them; `evidenceRows` has more." })
  members(@Root() { memberIds }: domain.Finding): Member[] {
    return memberIds.map((id) => ({ id }))
  }

  @FieldResolver(() => [Lesson], { nullable: true, description: "Other lessons concerned, at most 20 of them." })
  otherLessons(@Root() { lessonIds }: domain.Finding): Lesson[] {
    return lessonIds.map((id) => ({ id }))
  }

  @FieldResolver(() => [FindingEvidence], { description: "The rows that show it, at most 100; none where the lesson itself shows it." })
  evidenceRows(@Root() { kind, lessonId, asOf, rules }: domain.Finding, @Ctx() { loaders }: AttendanceContext): Promise<domain.FindingEvidence[]> {
    return loaders.findingEvidenceByLesson({ kind, asOf: asOf.toISOString(), rules }).load(lessonId)
  }
}

@Resolver(() => FindingEvidence)
export class FindingEvidenceResolver {
  @FieldResolver(() => Member, { nullable: true, description: "Who; null where it is about nobody, or the viewer may not read the person." })
  member(@Root() { memberId }: domain.FindingEvidence): Member | null {
    return memberId === null ? null : { id: memberId }
  }

  @FieldResolver(() => Lesson, { nullable: true, description: "The other lesson that it is compared with." })
  otherLesson(@Root() { otherLessonId }: domain.FindingEvidence): Lesson | null {
    return otherLessonId === null ? null : { id: otherLessonId }
  }

  @FieldResolver(() => Member, { nullable: true, description: "The other person who came with the same device." })
  otherMember(@Root() { otherMemberId }: domain.FindingEvidence): Member | null {
    return otherMemberId === null ? null : { id: otherMemberId }
  }
}
