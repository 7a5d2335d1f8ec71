import { type LookupAddress } from "node:dns"
import { lookup } from "node:dns/promises"
import { isIP } from "node:net"
import { Webhook } from "standardwebhooks"
import { Agent, request } from "undici"
import { isLoopback, isPublicAddress } from "../../shared/public-address.ts"
import { readAtMost } from "../../shared/read-at-most.ts"
import { type Attempt, type DueDelivery, bodyOf, problemsOfAddress } from "../domain/webhook.ts"

const TIMEOUT_MS = 10_000
/** What a subscriber answers is read so far, so that the connection ends well, and dropped. */
const LARGEST_ANSWER = 64 * 1024

type LookUp = (host: string) => Promise<LookupAddress[]>

/** Why nothing was sent: the address is not one that may be sent to. */
class Refused extends Error {
  readonly code = "ADDRESS_REFUSED"
}

export type WebhookSender = ReturnType<typeof createWebhookSender>

/**
 * Send events to subscribers, signed as Standard Webhooks has it.
 *
 * Subscribers name where we connect to: each time, the name is resolved here, every address that it has must lie on the open internet, and the
 * connection goes to the one that was looked at. Redirects are not followed. `allowLoopback` also lets programs on this machine be sent to.
 */
export function createWebhookSender({
  now,
  allowLoopback = false,
  lookUp = (host) => lookup(host, { all: true, verbatim: true }),
  timeoutMs = TIMEOUT_MS,
}: {
  now(): Date
  allowLoopback?: boolean
  lookUp?: LookUp
  timeoutMs?: number
}) {
  return async (due: DueDelivery): Promise<Attempt> => {
    const signal = AbortSignal.timeout(timeoutMs)
    try {
      if (due.secret === null) return { status: null, error: "SECRET_UNREADABLE" }
      if (problemsOfAddress("url", due.url, allowLoopback).length > 0) throw new Refused("not an address to send to")
      const address = await Promise.race([addressOf(due.url, lookUp, allowLoopback), aborted(signal)])
      return { status: await post({ ...due, secret: due.secret }, now(), address, signal), error: null }
    } catch (error) {
      return { status: null, error: signal.aborted ? "TIMEOUT" : codeOf(error) }
    }
  }
}

async function addressOf(url: string, lookUp: LookUp, allowLoopback: boolean): Promise<LookupAddress> {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, "")
  const version = isIP(host)
  const addresses = version === 0 ? await lookUp(host) : [{ address: host, family: version }]
  const isAllowed = ({ address }: LookupAddress) => isPublicAddress(address) || (allowLoopback && isLoopback(address))
  const [first] = addresses
  if (!first || !addresses.every(isAllowed)) throw new Refused("not on the open internet")
  return first
}

async function post(due: DueDelivery & { secret: string }, at: Date, { address, family }: LookupAddress, signal: AbortSignal): Promise<number> {
  const body = bodyOf(due)
  const agent = new Agent({
    connections: 1,
    pipelining: 0,
    connect: { lookup: (_host, { all }, give) => (all ? give(null, [{ address, family }]) : give(null, address, family)) },
  })
  try {
    const answer = await request(due.url, {
      dispatcher: agent,
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "party-school-webhooks/1",
        "webhook-id": due.eventId,
        "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
        "webhook-signature": new Webhook(due.secret).sign(due.eventId, at, body),
      },
      body,
      signal,
    })
    // The status has been said: an answer that is too long, or breaks off, is as good as a short one.
    await readAtMost(answer.body, LARGEST_ANSWER).catch(() => null)
    return answer.statusCode
  } finally {
    await agent.destroy().catch(() => undefined)
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("timeout")), { once: true }))
}

/** Name a failure in a word for the books: ECONNREFUSED, ENOTFOUND, CERT_HAS_EXPIRED. */
function codeOf(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } }
  const said = code ?? cause?.code
  return typeof said === "string" && /^[A-Z][A-Z0-9_]{2,50}$/.test(said) ? said : "FAILED"
}
