import type { IncomingMessage, ServerResponse } from "node:http"
import { type ApolloServer, HeaderMap } from "@apollo/server"
import { CHARTS_PATH } from "../../subgraphs/shared/charts.ts"
import type { GatewayContext } from "../subgraph-source.ts"
import { SAFE_HEADERS, sendErrors } from "./answer.ts"

const QUERY = `query ChartImage($organisation: ID!, $year: Int!, $kind: ChartKind!, $asOf: DateTime, $rows: ChartRows!) {
  chart(organisation: $organisation, year: $year, kind: $kind, asOf: $asOf, rows: $rows) { svg }
}`

/**
 * Give a chart out as a drawing: GET /charts/<KIND>.svg?organisation=…&year=…, for who signed in.
 *
 * It is asked of the graph as anybody would ask, so that the same people see it, wherever the subgraph runs. Hidden, absent and misspelt charts answer 404,
 * all the same.
 */
export async function answerCharts(
  request: IncomingMessage,
  response: ServerResponse,
  { subject, apollo }: { subject: string; apollo: ApolloServer<GatewayContext> },
): Promise<void> {
  request.resume()
  if (request.method !== "GET" && request.method !== "HEAD")
    return sendErrors(request, response, 405, [{ message: "Fetch charts with GET.", extensions: { code: "METHOD_NOT_ALLOWED" } }], { allow: "GET" })
  const variables = variablesIn(request.url ?? "")
  const svg = variables && (await draw(apollo, subject, variables))
  if (!svg) return sendErrors(request, response, 404, [{ message: "There is no such chart for you.", extensions: { code: "NOT_FOUND" } }])
  const content = Buffer.from(svg, "utf8")
  response.writeHead(200, {
    ...SAFE_HEADERS,
    "content-type": "image/svg+xml",
    "content-length": content.length,
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
  })
  response.end(request.method === "HEAD" ? undefined : content)
}

function variablesIn(url: string): Record<string, unknown> | null {
  const [path = "", query = ""] = url.split("?", 2)
  const kind = /^([A-Z_]{1,64})\.svg$/.exec(path.slice(CHARTS_PATH.length + 1))?.[1]
  const asked = new URLSearchParams(query)
  const [organisation, year, asOf, rows] = ["organisation", "year", "asOf", "rows"].map((name) => asked.get(name))
  if (!kind || !organisation || organisation.length > 64 || !/^\d{4}$/.test(year ?? "")) return null
  return { kind, organisation, year: Number(year), asOf: asOf ?? null, rows: rows ?? "WEEKDAY" }
}

async function draw(apollo: ApolloServer<GatewayContext>, subject: string, variables: Record<string, unknown>): Promise<string | null> {
  const headers = new HeaderMap([["content-type", "application/json"]])
  const body = { query: QUERY, operationName: "ChartImage", variables }
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: "POST", headers, search: "", body },
    context: async () => ({ subject }),
  })
  if (answer.body.kind !== "complete") return null
  const { data } = JSON.parse(answer.body.string) as { data?: { chart: { svg: string } | null } | null }
  return data?.chart?.svg ?? null
}
