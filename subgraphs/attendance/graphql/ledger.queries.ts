import { Arg, Ctx, ID, Int, Query, Resolver } from "type-graphql"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/ledger-verification.ts"
import { proveEntry } from "../use-cases/prove-entry.ts"
import { verifyLedger } from "../use-cases/verify-ledger.ts"
import { LedgerProof, LedgerVerification } from "./ledger.type.ts"

@Resolver()
export class LedgerQueries {
  @Query(() => LedgerVerification, {
    nullable: true,
    description:
      "核验台账: read the ledger from its first row and compare it with its seals. The seals are always read whole, rows' contents where the viewer audits. For auditors, secretaries and administrators; null for anyone else. It takes seconds, minutes for many years.",
  })
  ledgerVerification(
    @Arg("organisation", () => ID, { nullable: true, description: "Only rows of lessons held here and below, and of people here: `organisation_…`" })
    organisationId: string | null,
    @Arg("year", () => Int, { nullable: true, description: "Only rows about this calendar year, 2000 to the next." }) year: number | null,
    @Ctx() context: AttendanceContext,
  ): Promise<domain.LedgerVerification | null> {
    return verifyLedger(context, { organisationId: organisationId ?? null, year: year ?? null })
  }

  @Query(() => LedgerProof, {
    nullable: true,
    description: "What proves one fact to anybody; null where the viewer may not read it, and for the seconds before it is sealed.",
  })
  ledgerProof(
    @Arg("entry", () => ID, { description: "The fact that is to be proved: `entry_…`" }) entryId: string,
    @Ctx() context: AttendanceContext,
  ): Promise<domain.LedgerProof | null> {
    return proveEntry(context, entryId)
  }
}
