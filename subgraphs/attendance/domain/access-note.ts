/** What is noted when somebody reads a report, takes a file away, or sees personal data in full. */
export type AccessNote = {
  /** What was done, in the words of the graph: `query HOURS_DETAIL`, `export HOURS_DETAIL XLSX`, `download`. */
  operation: string
  /** 目的; null where nobody was asked for one. */
  purpose?: string | null
  /** Whose books; null for what is about no organisation. */
  organisationId?: string | null
  /** The persons, lessons or classes that it was about, where it was about single ones. */
  subjects?: readonly string[]
  parameters?: object | null
  /** How many rows were answered; null while nobody has said so. */
  rows?: number | null
  /** Fields that were read unmasked. */
  sensitiveFields?: readonly string[]
  exportId?: string | null
  watermark?: string | null
}

/** A line of the log as it is read: who, when, in which role, what, why, and how much. */
export type AccessEntry = {
  id: string
  at: Date
  accountId: string
  accountName: string
  /** ADMIN, AUDITOR, SECRETARY, COORDINATOR or RECORDER: the widest that reached the place then; MEMBER without any. */
  role: string
  purpose: string | null
  operation: string
  organisationId: string | null
  organisationName: string | null
  subjects: string[]
  rows: number | null
  sensitiveFields: string[]
  exportId: string | null
  watermark: string | null
  client: string | null
}
