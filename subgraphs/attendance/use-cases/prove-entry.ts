import { requireId } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { LedgerProof } from "../domain/ledger-verification.ts"

/**
 * Prove one fact: its line, and the hashes that lead from it to the root of its seal. Whoever holds a published head can check it, and sees nobody else's.
 *
 * Null where the viewer may not read the fact, where there is none, and for the few seconds before it is sealed.
 *
 * @throws {BadInput} for a malformed id.
 */
export async function proveEntry({ ledger }: Pick<AttendanceContext, "ledger">, entryId: string): Promise<LedgerProof | null> {
  return ledger.proofs.find(requireId("entry", entryId, "entry"))
}
