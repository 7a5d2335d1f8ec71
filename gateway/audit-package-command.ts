import { instantAsked, runExtract } from "./extract-command.ts"

// Makes an audit package (审计包) in the name of an account, for scripts/verify-package.mjs to verify anywhere.
await runExtract({
  usage:
    "Usage: npm run audit-package -- --organisation <organisation_…> --year <year> [--as-of <instant>] --as <account_… or subject> --purpose <why> --to <file.zip>",
  options: ["organisation!", "year!", "as-of", "purpose!"],
  async take(extracts, who, asked) {
    const question = {
      organisation: asked["organisation"] ?? "",
      year: Number(asked["year"]),
      asOf: instantAsked(asked["as-of"]),
      purpose: asked["purpose"] ?? "",
      reports: null,
      watermark: null,
    }
    const made = await extracts.auditPackage(who, question)
    if (!made) return null
    const seen: string[] = []
    const bytes = (async function* () {
      const { reports, ledger } = yield* made.bytes()
      seen.push(
        `${reports.length} reports; ${ledger.rows.toLocaleString("en")} rows of the ledger under ${ledger.seals.toLocaleString("en")} seals; ${ledger.accounts.toLocaleString("en")} accounts.`,
      )
    })()
    return { bytes, said: () => [...seen, "Verify it anywhere: node scripts/verify-package.mjs <file>"] }
  },
})
