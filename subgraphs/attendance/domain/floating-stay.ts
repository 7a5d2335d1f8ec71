export type FloatingDirection = "OUT" | "IN"
export type FloatingMode = "CARD" | "TRANSFER" | "PERIODIC_REVIEW" | "KITE"

/** 流动党员: a stay away from the organisation (OUT), or at it from elsewhere (IN), as the books had it at a moment. Ids are TypeIDs; days are local. */
export type FloatingStay = {
  id: string
  memberId: string
  direction: FloatingDirection
  mode: FloatingMode
  since: string
  destination: string
  hostName: string | null
  cardNumber: string | null
  lastContactOn: string | null
  expectedReturnOn: string | null
  noTransferReason: string | null
  branch: { id: string; name: string }
  /** Hours of the year as the account had them; null for who has none. */
  credited: number | null
  makeUp: number | null
}

type Carded = Pick<FloatingStay, "cardNumber" | "since" | "expectedReturnOn" | "noTransferReason">

/** Persons, each way, and what is known of them. */
export type FloatingTotals = { out: number; in: number; withCard: number; neverContacted: number; withoutAccount: number }

export const MODE_WORDS: Record<FloatingMode, string> = { CARD: "持证管理", TRANSFER: "转接关系管理", PERIODIC_REVIEW: "定期回审", KITE: "风筝式管理" }
export const DIRECTION_WORDS: Record<FloatingDirection, string> = { OUT: "流出", IN: "流入" }

/** A card is for half a year at most (《流动党员活动证》, 组通字〔2006〕45号). */
const CARD_MONTHS = 6
const SOON_DAYS = 30
const DAY_MS = 86_400_000

/** Give the day on which a card ends: half a year from the first day, or when the person means to return where the stay may be longer; null without a card. */
export function cardEndsOn({ cardNumber, since, expectedReturnOn, noTransferReason }: Carded): string | null {
  if (cardNumber === null) return null
  const half = addMonths(since, CARD_MONTHS)
  return noTransferReason !== null && expectedReturnOn !== null && expectedReturnOn > half ? expectedReturnOn : half
}

/** Say what is to be done about a card (证件到期提醒); null without one. Every card is shown and handed in for inspection on return. */
export function cardReminder(stay: Carded, day: string): string | null {
  const ends = cardEndsOn(stay)
  if (ends === null) return null
  if (ends < day) return "已到期，应转接组织关系或说明原因"
  return daysBetween(day, ends) <= SOON_DAYS ? `${daysBetween(day, ends)}天后到期，返回后交回查验` : "返回后交回查验"
}

/** Count the days since the last contact; null where none is known. */
export function daysSinceContact({ lastContactOn }: Pick<FloatingStay, "lastContactOn">, day: string): number | null {
  return lastContactOn === null ? null : daysBetween(lastContactOn, day)
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}

/** The same day so many months later, or the last of that month where it has no such day. */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
