import ICAL from "ical.js"
import nodeIcal, { type VEvent } from "node-ical"

/** What a calendar program understands of an event. */
export type Event = { uid: string; sequence: number; status: string; startsAt: string; endsAt: string; summary: string; location: string; description: string }
const byUid = (events: Event[]) => events.sort((a, b) => (a.uid < b.uid ? -1 : 1))

/** Read a calendar with ical.js, which must take every line of it. */
export function readStrictly(text: string): Event[] {
  const calendar = new ICAL.Component(ICAL.parse(text))
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone), undefined)
  return byUid(
    calendar.getAllSubcomponents("vevent").map((component) => {
      const event = new ICAL.Event(component)
      const { uid, sequence, startDate, endDate, summary, location, description } = event
      const [startsAt, endsAt] = [startDate, endDate].map((time) => time.toJSDate().toISOString()) as [string, string]
      return { uid, sequence, status: String(component.getFirstPropertyValue("status")), startsAt, endsAt, summary, location, description }
    }),
  )
}

/** Read it with node-ical, another hand's work. */
export function readOtherwise(text: string): Event[] {
  const events = Object.values(nodeIcal.sync.parseICS(text)).filter((component): component is VEvent => component?.type === "VEVENT")
  const words = (value: unknown) => (typeof value === "object" && value !== null && "val" in value ? String(value.val) : String(value))
  return byUid(
    events.map(({ uid, sequence, status, start, end, summary, location, description }) => ({
      uid,
      sequence: Number(sequence),
      status: String(status),
      startsAt: new Date(start).toISOString(),
      endsAt: new Date(end ?? start).toISOString(),
      summary: words(summary),
      location: words(location),
      description: words(description),
    })),
  )
}
