import { timingSafeEqual } from "node:crypto"
import { type SealingKey, keyedHash } from "../../shared/sealed.ts"
import { codeFrom, codeIn, stepsAround } from "../domain/check-in-code.ts"

/** The round of a lesson's codes: it rises when they are renewed, and none of the earlier ones holds any more. */
export type CodedLesson = { lessonId: string; codeRound: number }

/**
 * Make and judge the codes at the door: HMAC-SHA-256 under the subgraph's key over lesson, round and step, never stored anywhere. The first key makes them, each
 * of them is accepted, so that the change of a key is not noticed at any door.
 */
export function createCheckInCodes(keys: readonly SealingKey[]) {
  const codeOf = ({ lessonId, codeRound }: CodedLesson, step: number, key: SealingKey) =>
    codeFrom(keyedHash(`check-in code ${lessonId} ${codeRound} ${step}`, key))
  return {
    /** The code of a step; null where no key was given. */
    codeAt: (lesson: CodedLesson, step: number): string | null => (keys[0] ? codeOf(lesson, step, keys[0]) : null),

    /** Say whether a code held at a moment, held until ten minutes before it, or never. Takes the same time whatever of it is right. */
    judge(given: string, lesson: CodedLesson, moment: Date): "VALID" | "EXPIRED" | "WRONG" {
      const code = codeIn(given)
      const { valid, expired } = stepsAround(moment)
      const isAmong = (steps: readonly number[]) => keys.flatMap((key) => steps.map((step) => isEqual(codeOf(lesson, step, key), code))).includes(true)
      return isAmong(valid) ? "VALID" : isAmong(expired) ? "EXPIRED" : "WRONG"
    },

    /** Fingerprint a device, differently at each lesson: who came with it elsewhere cannot be found out. */
    deviceAt: (lessonId: string, device: string): Buffer | null => (keys[0] ? keyedHash(`device at ${lessonId} ${device}`, keys[0]) : null),
  }
}

function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one, "utf8"), Buffer.from(other, "utf8")]
  return a.length === b.length && timingSafeEqual(a, b)
}
