import type { FieldProblem } from "../../shared/result.ts"
import { type Viewer, holds } from "../../shared/viewer.ts"

/** What is sent to try a subscription out; it is about no lesson. */
export const PING = "webhook.ping"

export type DeliveryState = "WAITING" | "DELIVERED" | "FAILED"

/** Who is told over HTTP what happens to the lessons of a subtree. Ids are TypeIDs; the signing secret is not part of it. */
export type Webhook = {
  id: string
  organisationId: string
  organisationPath: string
  url: string
  events: string[]
  createdAt: Date
  endedAt: Date | null
  endedReason: string | null
}

export type WebhookDelivery = {
  /** The event's id, which is sent as `webhook-id`. */
  id: string
  webhookId: string
  type: string
  lessonId: string | null
  happenedAt: Date
  state: DeliveryState
  attempts: number
  nextAt: Date
  lastStatus: number | null
  lastError: string | null
  deliveredAt: Date | null
}

/** An event as it is to be sent. */
export type DueDelivery = {
  eventId: string
  webhookId: string
  attempts: number
  url: string
  /** Null where none of our keys opens it: then nothing can be signed. */
  secret: string | null
  type: string
  lessonId: string | null
  organiserId: string | null
  content: Record<string, unknown>
  happenedAt: Date
}

/** How an attempt went: the answer's status, or why there was none. */
export type Attempt = { status: number; error: null } | { status: null; error: string }

/** Pauses between attempts in seconds, as Standard Webhooks proposes: ten attempts in a little over three days. */
const PAUSES_S = [5, 5 * 60, 30 * 60, 2 * 3_600, 5 * 3_600, 10 * 3_600, 14 * 3_600, 20 * 3_600, 24 * 3_600] as const
/** Each pause is up to a fifth longer, so that what failed together is not tried together. */
const JITTER = 0.2
const LONGEST_URL = 500
/** Of which most are the same: there are four. */
const MOST_EVENTS = 20
const SECURE_PORTS = ["", "443", "8443"]
const TOLD = ["version", "category", "startsAt", "endsAt"] as const

/** Webhooks carry what happens out of the system: admins of the place alone. */
export function mayKeepWebhooks(viewer: Viewer, path: string): boolean {
  return holds(viewer, ["ADMIN"], path)
}

/** How long to wait after so many attempts, in milliseconds; null when that was the last. `random` is between 0 and 1. */
export function pauseAfter(attempts: number, random: number): number | null {
  const pause = PAUSES_S[attempts - 1]
  return pause === undefined ? null : Math.round(pause * 1_000 * (1 + JITTER * random))
}

/**
 * Find what is wrong with an address to send to: HTTPS at its own port, without a name or password in it.
 *
 * What the host's name resolves to is looked at when it is sent to, each time. `allowLoopback` also takes http and any port, for programs on this machine.
 */
export function problemsOfAddress(path: string, address: string, allowLoopback: boolean): FieldProblem[] {
  const say = (message: string) => [{ path, message }]
  if (address.length > LONGEST_URL || !URL.canParse(address)) return say(`Give a whole address, https://…, of at most ${LONGEST_URL} characters.`)
  const { protocol, hostname, port, username, password, hash } = new URL(address)
  if (username !== "" || password !== "") return say("Leave name and password out of the address: deliveries are signed instead.")
  if (hash !== "") return say("Leave out what follows the #: it is never sent.")
  if (allowLoopback && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname) && /^https?:$/.test(protocol)) return []
  if (protocol !== "https:") return say("The address must begin with https://.")
  return SECURE_PORTS.includes(port) ? [] : say("The port must be 443 or 8443.")
}

/** Find what is wrong with a choice of events. */
export function problemsOfEvents(path: string, events: readonly string[]): FieldProblem[] {
  return events.length === 0 || events.length > MOST_EVENTS ? [{ path, message: `Choose 1 to ${MOST_EVENTS} events.` }] : []
}

/** Put an event into the body that is sent. Only what is named here goes out, whatever was written down: no person is among it. */
export function bodyOf(event: Pick<DueDelivery, "type" | "lessonId" | "organiserId" | "content" | "happenedAt">): string {
  const { type, lessonId, organiserId, content, happenedAt } = event
  const told = TOLD.flatMap((name) => (["string", "number"].includes(typeof content[name]) ? [[name, content[name]] as const] : []))
  const lesson = lessonId === null ? {} : { lesson: lessonId, organiser: organiserId, status: type === "lesson.cancelled" ? "CANCELLED" : "PUBLISHED" }
  return JSON.stringify({ type, timestamp: happenedAt.toISOString(), data: { ...lesson, ...Object.fromEntries(told) } })
}
