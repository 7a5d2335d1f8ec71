import type { Audience } from "./audience.ts"
import type { Venue } from "./lesson.ts"
import type { CoOrganiser } from "./lesson-to-place.ts"
import type { Period } from "./period.ts"

/** What of a lesson is not in every list. Ids are TypeIDs. */
export type LessonDetails = {
  lessonId: string
  periods: Period[]
  sites: Venue[]
  coOrganisers: CoOrganiser[]
  courseId: string | null
  code: string | null
  place: string | null
  isCounted: boolean
  isOpenToEnrol: boolean
  remark: string | null
  audience: Audience | null
}

/** One thing that was done to a lesson; `before` and `after` are the fields that it changed, as JSON. */
export type LessonChange = {
  lessonId: string
  version: number
  kind: string
  before: object
  after: object
  reason: string | null
  overrideReason: string | null
  overridden: number
  recordedAt: Date
  recorderName: string
}
