import type { GraphQLClient } from "graphql-request"
import type pg from "pg"
import type { World } from "./world.ts"

const SUCCESS = {
  foundOrganisation: "OrganisationFounded",
  renameOrganisation: "OrganisationRenamed",
  changeOrganisationKind: "OrganisationKindChanged",
  moveOrganisation: "OrganisationMoved",
  mergeOrganisations: "OrganisationsMerged",
  splitOrganisation: "OrganisationSplit",
  dissolveOrganisation: "OrganisationDissolved",
} as const

export type TreeMutation = keyof typeof SUCCESS

export type TreeAnswer = {
  __typename: string
  organisation?: { id: string; name: string; kind: string; asOf: string | null; dissolvedOn: string | null; parent: { id: string } | null } | null
  change?: { id: string; kind: string; effectiveOn: string; parts: { organisation: { id: string } | null }[] }
  fields?: { path: string; message: string }[]
  state?: string
}

const FIELDS = `
  organisation { id name kind asOf dissolvedOn parent { id } }
  change { id kind effectiveOn decidedOn documentNumber reason recordedAt recordedBy parts { organisation { id } before { name kind superior } after { name kind superior } } }`

/** Send one decision on the tree, by a document that nobody looks at, in force today unless the input says otherwise. */
export async function changeTree(client: GraphQLClient, mutation: TreeMutation, input: object): Promise<TreeAnswer> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) {
    __typename ... on ${SUCCESS[mutation]} { ${FIELDS} } ... on InvalidInput { fields { path message } } ... on InvalidState { state message } } }`
  const day = mutation === "foundOrganisation" ? { foundedOn: "2026-11-23" } : { effectiveOn: "2026-11-23" }
  const answer = await client.request<Record<string, TreeAnswer>>(query, { input: { documentNumber: "市组发〔2026〕7号", ...day, ...input } })
  return answer[mutation] as TreeAnswer
}

/** Ask an organisation of a day. */
export async function asOf<Answer>(client: GraphQLClient, id: string, day: string | null, fields = "id name"): Promise<Answer | null> {
  const query = `query ($id: ID!, $day: Date) { organisation(id: $id, asOf: $day) { ${fields} } }`
  return (await client.request<{ organisation: Answer | null }>(query, { id, day })).organisation
}

/** Everything that decisions on the tree may write, as text: equal before and after a refusal. */
export async function wholeTree({ client, city }: Pick<World, "client" | "city">): Promise<string> {
  const { rows } = await client.query<{ all: string }>(
    `SELECT concat_ws(E'\\n',
       (SELECT string_agg(o::text, E'\\n' ORDER BY o.path) FROM organisation.organisation o WHERE o.path LIKE $1),
       (SELECT string_agg(v::text, E'\\n' ORDER BY v.path, v.valid_from) FROM organisation.organisation_version v WHERE v.path LIKE $1),
       (SELECT string_agg(m::text, E'\\n' ORDER BY m.id) FROM people.membership m WHERE m.organisation_path LIKE $1),
       (SELECT count(*) FROM organisation.organisation_change), (SELECT count(*) FROM organisation.change_part)) AS all`,
    [`${city.path}%`],
  )
  return rows[0]?.all ?? ""
}

/** Find places where the tree is not one: paths that are not the chain of parents, versions that overlap, leave gaps or do not end with it. */
export async function flawsOfTree(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ flaw: string }>(`
    SELECT 'path of ' || o.path || ' is not below ' || p.path AS flaw FROM organisation.organisation o JOIN organisation.organisation p ON p.id = o.parent_id
      WHERE NOT starts_with(o.path, p.path) OR o.path !~ ('^' || replace(p.path, '.', '\\.') || '[a-z0-9]+\\.$')
    UNION ALL SELECT o.path || ' stands below ' || p.path || ', which is no more' FROM organisation.organisation o JOIN organisation.organisation p ON p.id = o.parent_id
      WHERE o.dissolved_on IS NULL AND p.dissolved_on IS NOT NULL
    UNION ALL SELECT 'versions of ' || o.path || ' are ' || coalesce(v.days::text, 'none') || ', not [' || o.founded_on || ',' || coalesce(o.dissolved_on::text, '') || ')'
      FROM organisation.organisation o LEFT JOIN (
        SELECT organisation_id, range_agg(daterange(valid_from, valid_to)) AS days, count(*) AS versions FROM organisation.organisation_version GROUP BY 1
      ) v ON v.organisation_id = o.id
      WHERE v.days IS DISTINCT FROM datemultirange(daterange(o.founded_on, o.dissolved_on))
    UNION ALL SELECT 'versions of ' || a.path || ' overlap' FROM organisation.organisation_version a JOIN organisation.organisation_version b
      ON b.organisation_id = a.organisation_id AND b.valid_from > a.valid_from AND daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to)
    UNION ALL SELECT 'the last version of ' || o.path || ' is not how it stands' FROM organisation.organisation o
      JOIN organisation.organisation_version v ON v.organisation_id = o.id AND v.valid_to IS NULL
      WHERE (o.path, o.parent_id, o.name, o.kind) IS DISTINCT FROM (v.path, v.parent_id, v.name, v.kind)
    UNION ALL SELECT 'on ' || greatest(v.valid_from, p.valid_from) || ' ' || v.path || ' does not lie below its parent ' || p.path
      FROM organisation.organisation_version v JOIN organisation.organisation_version p
      ON p.organisation_id = v.parent_id AND daterange(p.valid_from, p.valid_to) && daterange(v.valid_from, v.valid_to)
      WHERE v.path !~ ('^' || replace(p.path, '.', '\\.') || '[a-z0-9]+\\.$')
    UNION ALL SELECT 'two organisations had the place ' || a.path FROM organisation.organisation_version a JOIN organisation.organisation_version b
      ON b.path = a.path AND b.organisation_id > a.organisation_id AND daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to)`)
  return rows.map(({ flaw }) => flaw)
}
