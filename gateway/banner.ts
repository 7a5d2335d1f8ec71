import { dayOf } from "../subgraphs/shared/calendar.ts"
import { OWN_FOLDER, type Settings } from "./environment.ts"

const MEMBER_CARD =
  "query MemberCard($id: ID!, $year: Int!) { member(id: $id) { name branch { name } lessons(first: 3, when: UPCOMING) { nodes { title startsAt } } hours(year: $year) { required credited verdict } } }"

/** Write what a person needs after a start: where it is, how to get a token, and one command that answers when pasted. */
export function welcome(settings: Settings, port: number, given: { hasDevelopmentIssuer: boolean; exampleIds: { member: string } | null }): string {
  const host = ["127.0.0.1", "0.0.0.0", "::"].includes(settings.host) ? "localhost" : settings.host
  const url = `http://${host}:${port}/graphql`
  const lines = ["", `Ready:  ${url}  (open it in a browser for GraphiQL)`]
  const token = `${folderFor(settings)}npm run --silent token -- --as auditor`
  if (given.hasDevelopmentIssuer) lines.push(`Token:  ${token} --at 柳北区     (member, recorder, coordinator, secretary, auditor, admin)`)
  if (given.hasDevelopmentIssuer && given.exampleIds) {
    const year = Number(dayOf(new Date(), settings.timeZone).slice(0, 4))
    const body = JSON.stringify({ query: MEMBER_CARD, variables: { id: given.exampleIds.member, year } })
    lines.push("Try:", `curl -s ${url} -H "Authorization: Bearer $(${token})" -H "Content-Type: application/json" -d '${body}'`)
  }
  return `${lines.join("\n")}\n\n`
}

/** The commands look for the key where this process keeps it. */
function folderFor({ dataFolder }: Settings): string {
  if (dataFolder === OWN_FOLDER) return ""
  return `DATA_FOLDER=${/^[\w./-]+$/.test(dataFolder) ? dataFolder : `'${dataFolder.replaceAll("'", "'\\''")}'`} `
}
