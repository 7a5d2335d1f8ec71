import { instantAsked, runExtract } from "./extract-command.ts"

// Hands over organisations, people, classes and enrolments as a zip of OneRoster 1.2's CSV files, in the name of an account.
await runExtract({
  usage:
    "Usage: npm run oneroster-export -- --organisation <organisation_…> --year <year> [--as-of <instant>] --as <account_… or subject> --purpose <why> --to <file.zip>",
  options: ["organisation!", "year!", "as-of", "purpose!"],
  async take(extracts, who, asked) {
    const question = {
      organisation: asked["organisation"] ?? "",
      year: Number(asked["year"]),
      asOf: instantAsked(asked["as-of"]),
      purpose: asked["purpose"] ?? "",
    }
    const bytes = await extracts.oneRoster(who, question)
    return bytes && { bytes, said: () => [] }
  },
})
