import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { Page } from "../../shared/page.ts"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import { type Notice as Said, type NoticeContent, placeAmongNotices } from "../domain/notice.ts"
import { noticeText } from "../domain/notice-text.ts"
import { listNotices } from "../use-cases/list-notices.ts"
import { Member } from "./elsewhere.stubs.ts"
import { type AnnouncedLesson, NoticeConnection } from "./notice.type.ts"
import { Teacher } from "./school.type.ts"

const UNREAD_ONLY = { defaultValue: false, description: "未读: only those that are not marked as read." }

@Resolver(() => Member)
export class MemberNoticeResolver {
  @FieldResolver(() => NoticeConnection, {
    nullable: true,
    description: "通知: what the person was told of lessons, the newest first; for the person and those who may read the person, null for others.",
  })
  async notices(
    @Root() { id }: Member,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Arg("unreadOnly", () => Boolean, UNREAD_ONLY) unreadOnly: boolean,
    @Ctx() context: CoursesContext,
  ): Promise<ConnectionValue<object> | null> {
    const page = await listNotices(context, { memberId: id, unreadOnly, ...paging })
    return page && connectionFor(context, page)
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: "未读通知: how many notices are not marked as read; null where the viewer may not read the person.",
  })
  unreadNoticeCount(@Root() { id }: Member, @Ctx() { loaders }: CoursesContext): Promise<number | null> {
    return loaders.noticeCountByMember(true).load(id)
  }
}

@Resolver(() => Teacher)
export class TeacherNoticeResolver {
  @FieldResolver(() => NoticeConnection, {
    description:
      "待转告的通知: what a teacher from outside must be told, the newest first; for those who plan where the teacher is kept and telephone them, none for others. Members among the teachers have theirs as members.",
  })
  async notices(
    @Root() { id }: lesson.Teacher,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Arg("unreadOnly", () => Boolean, UNREAD_ONLY) unreadOnly: boolean,
    @Ctx() context: CoursesContext,
  ): Promise<ConnectionValue<object>> {
    return connectionFor(context, (await listNotices(context, { teacherId: id, unreadOnly, ...paging })) ?? NONE)
  }
}

const NONE: Page<Said> = { items: [], hasNextPage: false, totalCount: () => 0, positionOf: placeAmongNotices }

/** Give a page of notices with their words; the lesson behind each is asked for only when wanted. */
function connectionFor({ loaders, timeZone }: CoursesContext, page: Page<Said>): ConnectionValue<object> {
  const shown = (notice: Said) => ({
    ...notice,
    title: notice.content.title,
    text: noticeText(notice.kind, notice.content, timeZone),
    now: announced(notice.content),
    before: notice.content.before ? announced(notice.content.before) : null,
    reason: notice.content.reason ?? null,
    lesson: () => loaders.lessonById.load(notice.lessonId),
  })
  return toConnection({ ...page, items: page.items.map(shown) })
}

function announced({ startsAt, endsAt, venueName, teacherNames }: Omit<NoticeContent, "title" | "before">): AnnouncedLesson {
  return { startsAt: new Date(startsAt), endsAt: new Date(endsAt), venueName: venueName ?? null, teacherNames: teacherNames ?? [] }
}
