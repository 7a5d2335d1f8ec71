import type { FieldProblem } from "../../shared/result.ts"
import { LONGEST_NAME, LONGEST_NOTE, LONGEST_TITLE, problemsOfOptionalText, problemsOfText } from "../../shared/text.ts"

/** 政策文件: a document that rules cite; in force from a day until another, not included. */
export type PolicyDocument = {
  id: string
  title: string
  number: string | null
  issuer: string
  scope: string
  effectiveFrom: string
  effectiveTo: string | null
  url: string | null
}

/** No more than there are kinds, settings or levels, with room for those to come. */
const MOST_CONDITIONS = 20

type Conditions = { article: string; years: number; kinds?: readonly string[] | null; settings?: readonly string[] | null; levels?: readonly string[] | null }

/** Find what is wrong with a document that is about to be recorded, and with the terms that it sets. */
export function problemsOfDocument(document: Omit<PolicyDocument, "id">, rules: readonly Conditions[]): FieldProblem[] {
  const { title, number, issuer, scope, effectiveFrom, effectiveTo, url } = document
  return [
    ...problemsOfText("title", title, LONGEST_TITLE),
    ...problemsOfOptionalText("number", number, LONGEST_NAME),
    ...problemsOfText("issuer", issuer, LONGEST_TITLE),
    ...problemsOfText("scope", scope, LONGEST_TITLE),
    ...(effectiveTo !== null && effectiveTo <= effectiveFrom ? [{ path: "effectiveTo", message: "It cannot end before it begins." }] : []),
    ...problemsOfOptionalText("url", url, LONGEST_NOTE),
    ...(url !== null && !/^https?:\/\/[^\s]+$/.test(url) ? [{ path: "url", message: "An address begins with https:// or http:// and has no spaces." }] : []),
    ...rules.flatMap(({ article, years, ...named }, at) => [
      ...problemsOfText(`termRules.${at}.article`, article, LONGEST_NAME),
      ...(years < 1 || years > 10 ? [{ path: `termRules.${at}.years`, message: "A term has 1 to 10 years." }] : []),
      ...(["kinds", "settings", "levels"] as const).flatMap((list) =>
        (named[list]?.length ?? 0) > MOST_CONDITIONS || new Set(named[list]).size < (named[list]?.length ?? 0)
          ? [{ path: `termRules.${at}.${list}`, message: `Name each once, at most ${MOST_CONDITIONS}.` }]
          : [],
      ),
    ]),
  ]
}
