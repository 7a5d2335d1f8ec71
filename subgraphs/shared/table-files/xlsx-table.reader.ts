import { type Table, Unreadable } from "./table.reader.ts"
import { type Workbook, bareTag, readSheet, readXml } from "./xlsx-sheet.reader.ts"
import { type ZipEntries, openZip } from "./zip-entries.reader.ts"

/** Number formats that show days and have no text of their own: the common ones, and those of Chinese versions. */
const BUILT_IN_DAYS = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]

/**
 * Read the first visible sheet of a workbook that holds something (.xlsx, ECMA-376), part by part and never whole.
 *
 * @throws {Unreadable} for macros, links to other workbooks, encryption, and whatever is no workbook.
 */
export async function readXlsxTable(content: Buffer): Promise<Table> {
  const zip = await openZip(content)
  if (!zip.names.includes("xl/workbook.xml")) {
    throw new Unreadable("The file is an archive and no workbook. Send the workbook itself, as .xlsx.")
  }
  if (zip.names.some((name) => /vbaProject\.bin$/i.test(name))) {
    throw new Unreadable("The workbook holds macros. Save it as .xlsx, without them.")
  }
  if (zip.names.some((name) => name.startsWith("xl/externalLinks/"))) {
    throw new Unreadable("The workbook refers to other workbooks. Paste the values into a new one and send that.")
  }
  const { sheets, from1904 } = await readWorkbook(zip)
  const workbook: Workbook = { strings: await readStrings(zip), dayStyles: await readDayStyles(zip), from1904 }
  for (const sheet of sheets) {
    const rows = await readSheet(zip, sheet, workbook)
    if (rows.length > 0) return { format: "XLSX", encoding: "XLSX", delimiter: "", rows }
  }
  throw new Unreadable("The workbook is empty.")
}

async function readWorkbook(zip: ZipEntries): Promise<{ sheets: string[]; from1904: boolean }> {
  const targets = new Map<string, string>()
  await readXml(zip, "xl/_rels/workbook.xml.rels", (parser) => {
    parser.on("opentag", ({ name: written, attributes }) => {
      const name = bareTag(written)
      const target = attributes["Target"] ?? ""
      if (name === "Relationship") targets.set(attributes["Id"] ?? "", target.startsWith("/") ? target.slice(1) : `xl/${target}`)
    })
  })
  const sheets = new Set<string>()
  let from1904 = false
  await readXml(zip, "xl/workbook.xml", (parser) => {
    parser.on("opentag", ({ name: written, attributes }) => {
      const name = bareTag(written)
      if (name === "workbookPr") from1904 = /^(1|true)$/.test(attributes["date1904"] ?? "")
      const target = targets.get(attributes["r:id"] ?? "")
      if (name === "sheet" && target && !/^(hidden|veryHidden)$/.test(attributes["state"] ?? "")) sheets.add(target)
    })
  })
  return { sheets: [...sheets], from1904 }
}

/** Read the texts that cells share; runs of formatting are one text, readings above the characters are none. */
async function readStrings(zip: ZipEntries): Promise<string[]> {
  const strings: string[] = []
  let text: string | null = null
  let isText = false
  let phonetic = 0
  if (!zip.names.includes("xl/sharedStrings.xml")) return strings
  await readXml(zip, "xl/sharedStrings.xml", (parser) => {
    parser.on("opentag", ({ name: written }) => {
      const name = bareTag(written)
      if (name === "si") text = ""
      else if (name === "rPh") phonetic += 1
      else if (name === "t") isText = phonetic === 0
    })
    parser.on("text", (part) => {
      if (isText && text !== null) text += part
    })
    parser.on("closetag", ({ name: written }) => {
      const name = bareTag(written)
      if (name === "t") isText = false
      else if (name === "rPh") phonetic -= 1
      else if (name === "si") strings.push(text ?? "")
    })
  })
  return strings
}

/** Find the styles under which a number is shown as a day. */
async function readDayStyles(zip: ZipEntries): Promise<Set<number>> {
  const dayFormats = new Set(BUILT_IN_DAYS)
  const styles: number[] = []
  let isCellStyle = false
  if (!zip.names.includes("xl/styles.xml")) return new Set()
  await readXml(zip, "xl/styles.xml", (parser) => {
    parser.on("opentag", ({ name: written, attributes }) => {
      const name = bareTag(written)
      if (name === "numFmt" && showsDay(attributes["formatCode"] ?? "")) dayFormats.add(Number(attributes["numFmtId"]))
      else if (name === "cellXfs") isCellStyle = true
      else if (name === "xf" && isCellStyle) styles.push(Number(attributes["numFmtId"] ?? 0))
    })
    parser.on("closetag", ({ name: written }) => {
      const name = bareTag(written)
      if (name === "cellXfs") isCellStyle = false
    })
  })
  return new Set(styles.flatMap((format, at) => (dayFormats.has(format) ? [at] : [])))
}

/** A format shows a day when it has a y or a d outside quotes, brackets and escapes: yyyy"年"m"月". */
function showsDay(format: string): boolean {
  return /[yd]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ""))
}
