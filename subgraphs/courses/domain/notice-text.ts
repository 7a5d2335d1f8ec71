import { sayDay, sayTime } from "./lesson-time.ts"
import type { NoticeContent, NoticeKind } from "./notice.ts"

type When = { startsAt: string; endsAt: string; venueName?: string | null | undefined }

/**
 * Put a notice into words that can be shown, read out on the telephone or sent as a message.
 *
 * Made of what the notice itself holds, so that it reads the same whatever became of the lesson.
 */
export function noticeText(kind: NoticeKind, content: NoticeContent, timeZone: string): string {
  const { title, before, reason, series } = content
  const [now, teachers] = [placed(content, timeZone), named(content.teacherNames)]
  const all = series ? `共${series.count}次，至${sayDay(new Date(series.until), timeZone)}。` : ""
  const later = (alike: string) => (series ? `${alike}，${all}` : "")
  const because = reason ? `原因：${reason}。` : ""
  switch (kind) {
    case "PUBLISHED":
      return `《${title}》定于${now}${series ? "起" : ""}举行${teachers && `，授课：${teachers}`}。${all}`
    case "RESCHEDULED":
      return `《${title}》${before ? `由${placed(before, timeZone)}` : ""}改为${now}。${later("随后各次一并调整")}${because}`
    case "CANCELLED":
      return `《${title}》（${now}）${series ? "起" : ""}已取消。${all}${because}`
    case "TEACHER_CHANGED":
      return `《${title}》（${now}）${before?.teacherNames?.length ? `授课教师由${named(before.teacherNames)}` : "授课教师"}改为${teachers || "另行通知"}。${later("随后各次亦同")}${because}`
    case "PLACE_GIVEN":
      return `您候补的《${title}》（${now}）已有名额，请按时参加。`
    case "REMOVED":
      return `您不再列入《${title}》（${now}）的应到名单。${later("随后各次亦同")}${because}`
  }
}

function placed({ startsAt, endsAt, venueName }: When, timeZone: string): string {
  return `${sayTime(new Date(startsAt), new Date(endsAt), timeZone)}${venueName ? `在${venueName}` : ""}`
}

function named(names: readonly string[] | undefined): string {
  return (names ?? []).join("、")
}
