import pg from "pg"
import { toTypeId } from "../../shared/typeid.ts"
import type { AccountStanding } from "../domain/ledger-extract.ts"
import { type BooksAsked, TREE, booksValues } from "./books.row.ts"

const ACCOUNTS_AT_ONCE = 1_000
const FIRST = "00000000-0000-0000-0000-000000000000"

type Row = { member_id: string; rule_set_id: string; credited: number; is_kept: boolean; entries: (string | number)[][] }
type RuleRow = {
  id: string
  title: string
  jurisdiction: string
  organisation_id: string | null
  source_document: string
  article: string | null
  status: string
  effective_from: string
  effective_to: string | null
  parameters: object
}

/** A rule set as it stood, to be kept beside what it judged. */
export type KeptRules = { id: string; content: object }

/** Read what the accounts of a year stand on, in the snapshot of the client's transaction. */
export function createAccountExtract(client: pg.Client, asked: BooksAsked) {
  return {
    /** In the order of the members' ids; one statement a thousand accounts. */
    async *standing(): AsyncGenerator<AccountStanding[]> {
      for (let last = FIRST; ;) {
        const { rows } = await client.query<Row>(STANDING, [...booksValues(asked), last, ACCOUNTS_AT_ONCE])
        if (rows.length > 0) yield rows.map(standingOf)
        if (rows.length < ACCOUNTS_AT_ONCE) return
        last = rows.at(-1)?.member_id ?? last
      }
    },

    /** The rule sets that judged these accounts, and those of these ids. An end that was set later is not in them. */
    async ruleSets(uuids: readonly string[]): Promise<KeptRules[]> {
      const { rows } = await client.query<RuleRow>(RULES, [...booksValues(asked), uuids])
      return rows.map((row) => ({
        id: toTypeId("rules", row.id),
        content: {
          id: toTypeId("rules", row.id),
          uuid: row.id,
          title: row.title,
          jurisdiction: row.jurisdiction,
          organisation: row.organisation_id && toTypeId("organisation", row.organisation_id),
          sourceDocument: row.source_document,
          article: row.article,
          status: row.status,
          effectiveFrom: row.effective_from,
          effectiveTo: row.effective_to,
          parameters: row.parameters,
        },
      }))
    },
  }
}

function standingOf({ member_id, rule_set_id, credited, is_kept, entries }: Row): AccountStanding {
  return { member: member_id, ruleSet: rule_set_id, credited: is_kept ? credited : null, entries: is_kept ? entries : [] }
}

/** Accounts that came from elsewhere as sums have no entries: what they stand on is not known here. */
const STANDS = "(a.credited = 0 OR EXISTS (SELECT FROM attendance.hour_entry s WHERE s.member_id = a.member_id AND s.year = a.year))"

/** The accounts as the books had them; what an account of the past stood on is not kept. */
export const ACCOUNTS = `${TREE}, accounts AS (
  SELECT a.member_id, a.organisation_id, a.rule_set_id, a.credited, a.computed_at IS NOT NULL AND ${STANDS} AS is_kept FROM attendance.annual_hours a JOIN tree ON tree.id = a.organisation_id
    WHERE a.year = $4::int2 AND a.since <= $5::timestamptz
  UNION ALL
  SELECT a.member_id, a.organisation_id, a.rule_set_id, a.credited, false FROM attendance.annual_hours_past a JOIN tree ON tree.id = a.organisation_id
    WHERE a.year = $4::int2 AND a.since <= $5::timestamptz AND a.until > $5::timestamptz)`

const STANDING = `WITH ${ACCOUNTS}
  SELECT a.member_id, a.rule_set_id, round(a.credited * 100)::int AS credited, a.is_kept,
    coalesce((SELECT json_agg(json_build_array(h.entry_id, h.bucket, h.decision, h.minutes, h.creditable, h.raw, h.rounded, h.apart, h.within_lesson, h.capped, h.counted) ORDER BY h.entry_id)
       FROM attendance.hour_entry h WHERE a.is_kept AND h.member_id = a.member_id AND h.year = $4::int2), '[]') AS entries
  FROM accounts a WHERE a.member_id > $6::uuid ORDER BY a.member_id LIMIT $7`

const RULES = `WITH ${ACCOUNTS}
  SELECT s.id, s.title, s.jurisdiction, s.organisation_id, s.source_document, s.article, s.status::text, s.effective_from::text, s.parameters,
    CASE WHEN NOT EXISTS (SELECT FROM attendance.act x WHERE x.kind = 'RULE_SET_ENDED' AND x.subject_id = s.id AND x.recorded_at > $5::timestamptz)
      THEN s.effective_to::text END AS effective_to
  FROM attendance.rule_set s WHERE s.id = ANY($6::uuid[]) OR s.id IN (SELECT a.rule_set_id FROM accounts a) ORDER BY s.id`

/** The people of these accounts, as a part of a statement that takes no parameters. */
export function peopleOf(asked: BooksAsked): string {
  const values = booksValues(asked)
  return `(WITH ${ACCOUNTS} SELECT member_id FROM accounts)`.replace(/\$(\d)/g, (_, number: string) => pg.escapeLiteral(String(values[Number(number) - 1])))
}
