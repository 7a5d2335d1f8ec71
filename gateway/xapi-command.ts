import { instantAsked, runExtract } from "./extract-command.ts"

// Writes a year's attendance as statements of xAPI 1.0.3, one a line, in the name of an account.
await runExtract({
  usage:
    "Usage: npm run xapi-export -- --organisation <organisation_…> --year <year> [--as-of <instant>] [--home-page <url>] --as <account_… or subject> --purpose <why> --to <file.jsonl>",
  options: ["organisation!", "year!", "as-of", "home-page", "purpose!"],
  async take(extracts, who, asked) {
    const question = {
      organisation: asked["organisation"] ?? "",
      year: Number(asked["year"]),
      asOf: instantAsked(asked["as-of"]),
      purpose: asked["purpose"] ?? "",
    }
    const statements = await extracts.xapi(who, question, asked["home-page"])
    return statements && { bytes: statements, said: () => [] }
  },
})
