/** What a file is by its content: its media type, and how its name ends; the first is what an unknown ending is replaced by. */
export type FileContent = { mediaType: string; endings: readonly string[] }

const JPEG: FileContent = { mediaType: "image/jpeg", endings: ["jpg", "jpeg"] }
const PNG: FileContent = { mediaType: "image/png", endings: ["png"] }
const WEBP: FileContent = { mediaType: "image/webp", endings: ["webp"] }
const PDF: FileContent = { mediaType: "application/pdf", endings: ["pdf"] }
const XLSX: FileContent = { mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", endings: ["xlsx"] }
const CSV: FileContent = { mediaType: "text/csv", endings: ["csv", "txt", "tsv"] }

/** How a text of markup begins: HTML, SVG, XML. A browser that ignores what it is told would run what is in it. */
const MARKUP = /^[\s\ufeff]*</u

/**
 * Tell by its content what somebody sent: an image (JPEG, PNG, WebP), a PDF, a workbook (.xlsx) or a table as text; null for anything else. What its name
 * or its sender says of it is not believed.
 */
export function recogniseContent(content: Buffer): FileContent | null {
  const head = content.subarray(0, 16).toString("latin1")
  if (head.startsWith("\u00ff\u00d8\u00ff")) return JPEG
  if (head.startsWith("\u0089PNG\r\n\u001a\n")) return PNG
  if (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP") return WEBP
  if (head.startsWith("%PDF-")) return PDF
  if (head.startsWith("PK\u0003\u0004")) return content.includes("xl/workbook.xml", 0, "latin1") ? XLSX : null
  return isTable(content) ? CSV : null
}

/** Give a file's name the ending of what it is, where it has another: 附件.exe that is an image becomes 附件.exe.jpg. */
export function nameAs(name: string, { endings }: FileContent): string {
  const ending = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase()
  return ending !== undefined && endings.includes(ending) ? name : `${name}.${endings[0]}`
}

/** Text in one of the encodings that tables come in, without what no text has, and no markup. */
function isTable(content: Buffer): boolean {
  if (content.length === 0) return false
  const [first, second] = content
  const encodings = first === 0xff && second === 0xfe ? ["utf-16le"] : first === 0xfe && second === 0xff ? ["utf-16be"] : ["utf-8", "gb18030"]
  const text = encodings.map((encoding) => decoded(encoding, content)).find((one) => one !== null)
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  return text != null && !/[\u0000-\u0008\u000e-\u001f]/u.test(text) && !MARKUP.test(text)
}

function decoded(encoding: string, content: Buffer): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content)
  } catch {
    return null
  }
}
