import type { SealHead } from "./seal.ts"

/** What a verification of the ledger came to. */
export type LedgerVerification = {
  intact: boolean
  entries: number
  unsealed: number
  seals: number
  firstBroken: { id: string; position: number | null } | null
  problem: string | null
  root: string
  headMatches: boolean | null
  verifiedAt: Date
  seconds: number
}

/** What proves to anybody that one row was sealed as it is, without any other row. Hashes are 64 hexadecimal digits. */
export type LedgerProof = { line: string; index: number; path: string[]; seal: SealHead & { hash: string } }
