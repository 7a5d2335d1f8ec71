import { maskNationalId } from "./national-id.ts"

/** A value of the contact data: what it says, null where nothing is known, or why it cannot be read. */
export type ContactValue = { text: string | null } | { broken: unknown }

export type Contact = { mobile: ContactValue; nationalId: ContactValue; isMasked: boolean }

/** What is read of unmasked contact data, as the log names it. */
export type ContactField = "mobile" | "nationalId"

/** Hide the middle of both numbers: 199****0001, 999999********0045. What cannot be read stays so. */
export function maskContact({ mobile, nationalId }: Contact): Contact {
  return { mobile: masked(mobile, maskMobile), nationalId: masked(nationalId, maskNationalId), isMasked: true }
}

/** Hide the middle of a mobile. Of a number that is too short for that only the last two digits show. */
export function maskMobile(mobile: string): string {
  return mobile.length >= 11 ? `${mobile.slice(0, 3)}****${mobile.slice(-4)}` : `****${mobile.slice(-2)}`
}

/** Name the fields of unmasked contact data that say something: those whose reading is logged. */
export function fieldsRead({ mobile, nationalId }: Contact): ContactField[] {
  const says = (value: ContactValue): boolean => "text" in value && value.text !== null
  return [...(says(mobile) ? (["mobile"] as const) : []), ...(says(nationalId) ? (["nationalId"] as const) : [])]
}

function masked(value: ContactValue, mask: (text: string) => string): ContactValue {
  return "text" in value && value.text !== null ? { text: mask(value.text) } : value
}
