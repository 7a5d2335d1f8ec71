import type { FieldProblem } from "../../shared/result.ts"
import { addMonths } from "./days.ts"

export type FloatingDirection = "OUT" | "IN"
export type FloatingMode = "CARD" | "TRANSFER" | "PERIODIC_REVIEW" | "KITE"

/** 流动党员: one stay away from (OUT) or visit to (IN) this city's organisations. Days; `until` is the day of return. */
export type FloatingRecord = {
  id: string
  memberId: string
  direction: FloatingDirection
  mode: FloatingMode
  since: string
  until: string | null
  destination: string
  hostName: string | null
  cardNumber: string | null
  lastContactOn: string | null
  nextContactDue: string | null
  expectedReturnOn: string | null
  noTransferReason: string | null
}

/** How long a contact suffices when nothing else is said: half a year, the longest that the rules name. */
const CONTACT_MONTHS = 6
/** Who stays away longer is transferred, unless that is not possible: then a card will do. */
const CARD_MONTHS = 6
export const CARD_SOURCE = "《关于印发〈中国共产党流动党员活动证〉和〈中国共产党党员组织关系介绍信〉修订式样的通知》（组通字〔2006〕45号）"

export function nextContactAfter(contactedOn: string): string {
  return addMonths(contactedOn, CONTACT_MONTHS)
}

/** Find what is wrong with a record that is about to begin; text is looked at elsewhere. */
export function problemsOfFloating(asked: Omit<FloatingRecord, "id" | "memberId" | "until" | "destination" | "hostName">, today: string): FieldProblem[] {
  const { mode, since, cardNumber, lastContactOn, nextContactDue, expectedReturnOn, noTransferReason } = asked
  const isLong = expectedReturnOn !== null && expectedReturnOn > addMonths(since, CARD_MONTHS)
  return [
    ...(since > today ? [{ path: "since", message: `This day lies in the future; today is ${today}.` }] : []),
    ...(mode === "CARD" && cardNumber === null ? [{ path: "cardNumber", message: "Say the number of the card (流动党员活动证)." }] : []),
    ...(mode !== "CARD" && cardNumber !== null
      ? [{ path: "cardNumber", message: "Only the mode CARD has a card; leave the number out or change the mode." }]
      : []),
    ...(mode === "CARD" && isLong && noTransferReason === null
      ? [
          {
            path: "noTransferReason",
            message: `A card is for ${CARD_MONTHS} months at most, or for longer where a transfer is not possible: say why it is not, or transfer (${CARD_SOURCE}).`,
          },
        ]
      : []),
    ...(expectedReturnOn !== null && expectedReturnOn < since ? [{ path: "expectedReturnOn", message: "Nobody returns before leaving." }] : []),
    ...(lastContactOn !== null && lastContactOn > today ? [{ path: "lastContactOn", message: `This day lies in the future; today is ${today}.` }] : []),
    ...(nextContactDue !== null && nextContactDue < (lastContactOn ?? since)
      ? [{ path: "nextContactDue", message: "The next contact cannot be due before the last one." }]
      : []),
  ]
}

/** Find what is wrong with a contact that is about to be recorded. */
export function problemsOfContact({ since, lastContactOn }: FloatingRecord, contactedOn: string, nextContactDue: string, today: string): FieldProblem[] {
  const earliest = lastContactOn !== null && lastContactOn > since ? lastContactOn : since
  return [
    ...(contactedOn > today ? [{ path: "contactedOn", message: `This day lies in the future; today is ${today}.` }] : []),
    ...(contactedOn < earliest ? [{ path: "contactedOn", message: `Not before ${earliest}, the last contact that is known.` }] : []),
    ...(nextContactDue <= contactedOn ? [{ path: "nextContactDue", message: "The next contact is due on a later day." }] : []),
  ]
}

/** Say whether somebody should have been in touch by a day. */
export function isContactOverdue({ until, nextContactDue }: Pick<FloatingRecord, "until" | "nextContactDue">, day: string): boolean {
  return until === null && nextContactDue !== null && nextContactDue < day
}
