import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import { DateScalar, DateTimeScalar } from "../../shared/graphql/scalars.ts"
import { mayRead, seesOrganisation } from "../../shared/viewer.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type * as lesson from "../domain/lesson.ts"
import type * as domain from "../domain/teacher.ts"
import { clockOf } from "../domain/weekly-time.ts"
import { readTeachingLoad } from "../use-cases/read-teaching-load.ts"
import { Member, Organisation } from "./elsewhere.stubs.ts"
import { Teacher } from "./school.type.ts"
import { TeacherAbsence, TeacherAvailability, TeacherLoad } from "./teacher.type.ts"
import { windowOf } from "./window.args.ts"

type Row = lesson.Teacher

@Resolver(() => Teacher)
export class TeacherResolver {
  @FieldResolver(() => Member, {
    nullable: true,
    description: "The member who teaches; null for somebody from outside, and where the viewer may not read the person.",
  })
  async member(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<Member | null> {
    const detail = await loaders.teacherDetailById.load(id)
    return detail?.memberId ? loaders.seenMemberById.load(detail.memberId) : null
  }

  @FieldResolver(() => Organisation, { nullable: true, description: "In whose pool the teacher is; null where the viewer does not see that organisation." })
  async organisation(@Root() { id }: Row, @Ctx() { loaders, viewer }: CoursesContext): Promise<Organisation | null> {
    const detail = await loaders.teacherDetailById.load(id)
    return detail && seesOrganisation(viewer, detail.organisationPath) ? { id: detail.organisationId } : null
  }

  @FieldResolver(() => Boolean, { description: "在聘: false for one who gets no new lessons." })
  async isActive(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<boolean> {
    return (await loaders.teacherDetailById.load(id))?.isActive ?? false
  }

  @FieldResolver(() => Int, { nullable: true, description: "At most so many lessons in a calendar month; null for no limit." })
  async lessonsPerMonth(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<number | null> {
    return (await loaders.teacherDetailById.load(id))?.lessonsPerMonth ?? null
  }

  @FieldResolver(() => Int, { description: "Counts the changes made; an edit names the version it saw." })
  async version(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<number> {
    return (await loaders.teacherDetailById.load(id))?.version ?? 0
  }

  @FieldResolver(() => [TeacherAvailability], { description: "可授课时间: times of the week, at most 50; none where the teacher is not known to be bound." })
  async availability(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<TeacherAvailability[]> {
    const times = await loaders.availabilityByTeacher.load(id)
    return times.map(({ weekday, fromMinute, toMinute, kind }) => ({ weekday, from: clockOf(fromMinute), to: clockOf(toMinute), kind }))
  }

  @FieldResolver(() => [TeacherAbsence], {
    description: "请假: absences in a time, in order, at most 100; none for those without a role at the teacher's organisation.",
  })
  async absences(
    @Root() { id }: Row,
    @Arg("from", () => DateTimeScalar, { nullable: true, description: "From this instant on; left out, from now." }) from: Date | null,
    @Arg("to", () => DateTimeScalar, { nullable: true, description: "Until this instant; left out, 400 days later." }) to: Date | null,
    @Ctx() { loaders, viewer, now }: CoursesContext,
  ): Promise<domain.Absence[]> {
    const window = windowOf({ from, to }, now())
    const detail = await loaders.teacherDetailById.load(id)
    return detail && mayRead(viewer, detail.organisationPath) ? loaders.absencesByTeacher(window).load(id) : []
  }

  @FieldResolver(() => TeacherLoad, {
    nullable: true,
    description: "授课量: what the teacher taught and is to teach; null for those without a role at the teacher's organisation who are not the teacher.",
  })
  load(
    @Root() { id }: Row,
    @Arg("from", () => DateScalar, { nullable: true, description: "First day; left out, the first of this year." }) from: string | null,
    @Arg("to", () => DateScalar, { nullable: true, description: "Last day, included; left out, the last of that year. At most 24 months." }) to: string | null,
    @Ctx() context: CoursesContext,
  ): Promise<domain.TeachingLoad | null> {
    return readTeachingLoad(context, { teacherId: id, from, to })
  }

  @FieldResolver(() => Boolean, { description: "True where the viewer may change what is kept of the teacher." })
  async viewerCanPlan(@Root() { id }: Row, @Ctx() { loaders, viewer }: CoursesContext): Promise<boolean> {
    const detail = await loaders.teacherDetailById.load(id)
    return detail !== null && mayPlan(viewer, detail.organisationPath)
  }
}
