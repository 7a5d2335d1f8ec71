import { expect, test } from "vitest"
import type { NoticeContent, NoticeKind } from "./notice.ts"
import { sayTime } from "./lesson-time.ts"
import { noticeText } from "./notice-text.ts"

const content: NoticeContent = {
  title: "党章专题辅导",
  startsAt: "2026-11-25T06:30:00.000Z",
  endsAt: "2026-11-25T08:30:00.000Z",
  venueName: "一号教室",
  teacherNames: ["赵老师", "钱老师"],
  before: { startsAt: "2026-11-24T01:00:00.000Z", endsAt: "2026-11-24T03:00:00.000Z", venueName: null, teacherNames: ["孙老师"] },
  reason: "教室检修",
}
const NOW = "2026年11月25日（周三）14:30—16:30在一号教室"

test.each<[NoticeKind, string]>([
  ["PUBLISHED", `《党章专题辅导》定于${NOW}举行，授课：赵老师、钱老师。`],
  ["RESCHEDULED", `《党章专题辅导》由2026年11月24日（周二）09:00—11:00改为${NOW}。原因：教室检修。`],
  ["CANCELLED", `《党章专题辅导》（${NOW}）已取消。原因：教室检修。`],
  ["TEACHER_CHANGED", `《党章专题辅导》（${NOW}）授课教师由孙老师改为赵老师、钱老师。原因：教室检修。`],
  ["PLACE_GIVEN", `您候补的《党章专题辅导》（${NOW}）已有名额，请按时参加。`],
  ["REMOVED", `您不再列入《党章专题辅导》（${NOW}）的应到名单。原因：教室检修。`],
])("a notice of %s reads as people say it", (kind, text) => {
  expect(noticeText(kind, content, "Asia/Shanghai")).toBe(text)
})

test("what is not known is left out", () => {
  const bare = { title: "座谈", startsAt: content.startsAt, endsAt: content.endsAt }
  expect(noticeText("PUBLISHED", bare, "Asia/Shanghai")).toBe("《座谈》定于2026年11月25日（周三）14:30—16:30举行。")
  expect(noticeText("TEACHER_CHANGED", bare, "Asia/Shanghai")).toBe("《座谈》（2026年11月25日（周三）14:30—16:30）授课教师改为另行通知。")
})

test("a time over midnight names both days, in the city's clock", () => {
  expect(sayTime(new Date("2026-12-31T15:30:00Z"), new Date("2026-12-31T16:05:00Z"), "Asia/Shanghai")).toBe(
    "2026年12月31日（周四）23:30至2027年1月1日（周五）00:05",
  )
})
