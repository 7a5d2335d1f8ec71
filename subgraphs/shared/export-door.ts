/** What the address of an export says: which, under which name, until when (seconds since 1970), and the signature over it all. */
export type ExportTicket = { id: string; name: string; expires: string; signature: string }

/** A file that goes out piece by piece, no faster than it is taken. */
export type ExportDownload = { name: string; mediaType: string; bytes: number; pieces: AsyncIterable<Uint8Array> }

/** Where exports go out, for whoever signed in under a subject. Null for everything that is not theirs, touched, expired or absent. */
export type ExportDoor = { fetch(subject: string, ticket: ExportTicket): Promise<ExportDownload | null> }

/** The path under which the gateway gives exports out: `/exports/<id>/<name>?expires=…&signature=…`. */
export const EXPORTS_PATH = "/exports"

/** The header in which a ticket travels between gateway and subgraph, as JSON in base64url: paths are what servers write down. */
export const EXPORT_TICKET_HEADER = "x-export-ticket"

/** Read a ticket from a path with its query; null for what cannot be one. */
export function ticketIn(url: string): ExportTicket | null {
  const [path = "", query = ""] = url.split("?", 2)
  const [, id, name] = /^\/exports\/(\w{1,64})\/([^/]{1,1500})$/.exec(path) ?? []
  const asked = new URLSearchParams(query)
  const [expires, signature] = [asked.get("expires") ?? "", asked.get("signature") ?? ""]
  if (id === undefined || name === undefined || !/^\d{1,12}$/.test(expires) || !/^[\w-]{43}$/.test(signature)) return null
  try {
    return { id, name: decodeURIComponent(name), expires, signature }
  } catch {
    return null
  }
}

/** Write the address under which a ticket is taken. */
export function exportUrl({ id, name, expires, signature }: ExportTicket): string {
  return `${EXPORTS_PATH}/${id}/${encodeURIComponent(name)}?expires=${expires}&signature=${signature}`
}
