import { TZDate } from "@date-fns/tz"
import { getVtimezoneComponent } from "@touch4it/ical-timezones"
import { ICalCalendar, ICalEventStatus, escape } from "ical-generator"
import type { FeedLesson } from "../domain/calendar-feed.ts"

/** The part of a UID that makes it the world's own; no host, so that it stays when the server moves. */
const UID_DOMAIN = "courses.party-school"

const FIRST_EVENT = "BEGIN:VEVENT"
const END = "END:VCALENDAR"

/**
 * Write lessons as an iCalendar file (RFC 5545): an event a period, with times in the city's zone and that zone defined.
 *
 * A lesson keeps its UID for ever, and its second and further periods theirs; SEQUENCE rises with its version, so that a program
 * takes the newer of two. The same lessons make the same bytes, whenever they are asked for: DTSTAMP is the last change.
 */
export function writeCalendar(name: string, lessons: readonly FeedLesson[], timeZone: string): string {
  const calendar = new ICalCalendar({ prodId: { company: "party-school", product: "courses", language: "ZH" }, name: escape(plain(name), false) })
  for (const lesson of lessons) {
    for (const { number, startsAt, endsAt } of lesson.periods) {
      calendar.createEvent({
        id: `${lesson.id}${number === 1 ? "" : `.${number}`}@${UID_DOMAIN}`,
        sequence: lesson.version - 1,
        // Written in the zone that a Date of this kind carries; the library has no zones of its own.
        start: new TZDate(startsAt, timeZone),
        end: new TZDate(endsAt, timeZone),
        timezone: timeZone,
        stamp: lesson.changedAt,
        lastModified: lesson.changedAt,
        status: lesson.status === "CANCELLED" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
        summary: plain(lesson.title),
        ...(lesson.place === null ? {} : { location: plain(lesson.place) }),
        description: descriptionOf(lesson, number),
      })
    }
  }
  return withZone(calendar.toString(), timeZone)
}

function descriptionOf({ teacherNames, plannedHours, mode, status, cancelledReason, periods }: FeedLesson, number: number): string {
  const lines = [
    ...(status === "CANCELLED" ? [`已取消${cancelledReason ? `：${cancelledReason}` : ""}`] : []),
    ...(teacherNames.length > 0 ? [`授课：${teacherNames.join("、")}`] : []),
    ...(plannedHours === null ? [] : [`学时：${plannedHours}`]),
    ...(mode === "ONLINE" ? ["线上"] : []),
    ...(periods.length > 1 ? [`第${number}节，共${periods.length}节`] : []),
  ]
  return lines.map(plain).join("\n")
}

/** Take line breaks and control characters out of a text: an event's lines are ours to break. */
function plain(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ").trim()
}

/** Define the zone before the first event. The library would, but then writes DTSTAMP in it, which must be in UTC. */
function withZone(text: string, timeZone: string): string {
  const zone = (getVtimezoneComponent(timeZone) ?? "").replace(/\r?\n/g, "\r\n")
  const at = text.includes(FIRST_EVENT) ? text.indexOf(FIRST_EVENT) : text.indexOf(END)
  return `${text.slice(0, at)}${zone}${text.slice(at)}`
}
