/** The last seal that an extract goes up to: whoever has it published elsewhere can hold the extract against it. */
export type LedgerHead = { number: number; hash: string; sealedAt: string }

/**
 * A seal as an extract has it: what its hash is taken of, which of its rows are in the extract, and what proves these. Hashes are 64 hexadecimal digits;
 * `leaves` is those of these rows, so that the one that was changed can be named, and `proof` those of domain/multi-proof.ts, one after the other.
 */
export type ExtractedSeal = LedgerHead & { previous: string; count: number; root: string; rows: [number, number][]; leaves: string; proof: string }

/** Write a seal as a line; one without rows of the extract is there for the chain alone. */
export function sealedLine({ number, previous, count, root, sealedAt, hash, rows, leaves, proof }: ExtractedSeal): string {
  return JSON.stringify({ number, previous, count, root, sealedAt, hash, ...(rows.length > 0 && { rows, leaves, proof }) })
}

/**
 * What a person's year is made of: the entries with the steps of `HourEntry`, hours in hundredths. `credited` is null, and there are no entries, where the
 * account was reckoned again after the instant of the extract, or waits for it: what it stood on then is not kept.
 *
 * An entry: its id, bucket, decision, minutes, creditable, raw, rounded, apart, withinLesson, capped, counted.
 */
export type AccountStanding = {
  member: string
  ruleSet: string
  credited: number | null
  entries: (string | number)[][]
}
