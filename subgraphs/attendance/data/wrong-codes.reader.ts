import { LRUCache } from "lru-cache"

const MOST = 10
const WITHIN_MS = 10 * 60_000
const LARGEST = 50_000

/**
 * Count the wrong codes of one person at one lesson, in this process: ten in ten minutes, and no code of theirs is judged there until the first of them is ten
 * minutes old. Guessing 44 bits ten at a time comes to nothing; who mistyped waits, and the recorder can always write them down.
 */
export function createWrongCodes(now: () => Date) {
  const kept = new LRUCache<string, number[]>({ max: LARGEST })
  const recent = (key: string) => (kept.get(key) ?? []).filter((at) => at > now().getTime() - WITHIN_MS)
  const keyOf = (accountId: string, lessonId: string) => `${accountId} ${lessonId}`
  return {
    isTooMany: (accountId: string, lessonId: string): boolean => recent(keyOf(accountId, lessonId)).length >= MOST,

    count(accountId: string, lessonId: string): void {
      const key = keyOf(accountId, lessonId)
      kept.set(key, [...recent(key), now().getTime()].slice(-MOST))
    },
  }
}
