import { timingSafeEqual } from "node:crypto"
import type { ExportTicket } from "../../shared/export-door.ts"
import { type SealingKey, keyedHash } from "../../shared/sealed.ts"

/** An address is good for five minutes: long enough to be clicked, too short to be passed on. */
export const TICKET_SECONDS = 300

export type ExportTickets = ReturnType<typeof createExportTickets>

/** Sign the addresses of exports, each for one account, and know one's own signatures again: under the first key, under all of them. */
export function createExportTickets(keys: readonly SealingKey[], now: () => Date) {
  const signed = (key: SealingKey, accountId: string, { id, name, expires }: Omit<ExportTicket, "signature">) =>
    keyedHash(JSON.stringify(["export", id, name, expires, accountId]), key)
  return {
    sign(accountId: string, id: string, name: string): ExportTicket | null {
      const [key] = keys
      const ticket = { id, name, expires: String(Math.floor(now().getTime() / 1000) + TICKET_SECONDS) }
      return key ? { ...ticket, signature: signed(key, accountId, ticket).toString("base64url") } : null
    },

    /** Say whether this account was given this ticket, and it is good still. */
    isGood(accountId: string, ticket: ExportTicket): boolean {
      const given = Buffer.from(ticket.signature, "base64url")
      const isSigned = keys.some((key) => {
        const right = signed(key, accountId, ticket)
        return right.length === given.length && timingSafeEqual(right, given)
      })
      const seconds = Number(ticket.expires) - now().getTime() / 1000
      return isSigned && seconds > 0 && seconds <= TICKET_SECONDS
    },
  }
}
