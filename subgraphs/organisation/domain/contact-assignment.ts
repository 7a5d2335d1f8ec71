import type { Level } from "./organisation.ts"

/** 联系点: a leader who keeps contact with an organisation, from a day until another (not included) or still. */
export type ContactAssignment = {
  id: string
  organisationId: string
  leaderId: string
  level: Level
  since: string
  until: string | null
  note: string | null
}

/** The most leaders who keep contact with one organisation at a time: one a level is the custom. */
export const MOST_CONTACTS = 20
