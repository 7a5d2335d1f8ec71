import type { ReportFile } from "../domain/report-file.ts"
import { fixedColumns } from "../domain/report-sheet.ts"
import type { Image } from "./chart-image.writer.ts"
import { letterOf, xmlText } from "./report-xlsx-sheet.writer.ts"

const HEAD = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const PACKAGE = "http://schemas.openxmlformats.org/package/2006"
const OFFICE = "application/vnd.openxmlformats-officedocument"
/** A dot of a drawing, in the units of workbooks. */
const EMU = 9_525

export const WORKSHEET = `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}">`

/** What the workbook has: its sheets in order, with the lines that are printed on every page; sheets of drawings have none. */
export type SheetPart = { name: string; heads: { from: number; to: number } | null }

/** Make a sheet's name of a title: at most 31 characters, without what names may not have. */
export function sheetName(title: string, suffix: string): string {
  return `${title.replace(/[[\]:*?/\\']/g, " ").slice(0, 31 - suffix.length)}${suffix}`
}

/** Write the parts that name the others. `images` stand on the last sheet. */
export function frameParts(file: ReportFile, sheets: readonly SheetPart[], images: readonly Image[]): [path: string, xml: string][] {
  const { columns, title, organisation } = file.report
  const fixed = fixedColumns(columns)
  const printed = sheets.flatMap(({ name, heads }, at) => {
    const quoted = `'${xmlText(name)}'`
    const across = fixed > 0 ? `${quoted}!$A:$${letterOf(fixed - 1)},` : ""
    return heads ? [`<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${across}${quoted}!$${heads.from}:$${heads.to}</definedName>`] : []
  })
  const type = (part: string, content: string) => `<Override PartName="${part}" ContentType="${content}"/>`
  const relation = (id: string, kind: string, target: string) => `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`
  const relations = (inner: string) => `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${inner}</Relationships>`
  const types = [
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>`,
    type("/xl/workbook.xml", `${OFFICE}.spreadsheetml.sheet.main+xml`),
    ...sheets.map((_, at) => type(`/xl/worksheets/sheet${at + 1}.xml`, `${OFFICE}.spreadsheetml.worksheet+xml`)),
    type("/xl/styles.xml", `${OFFICE}.spreadsheetml.styles+xml`),
    ...(images.length > 0 ? [type("/xl/drawings/drawing1.xml", `${OFFICE}.drawing+xml`)] : []),
    type("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    type("/docProps/app.xml", `${OFFICE}.extended-properties+xml`),
  ]
  const sheetList = sheets.map(({ name }, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join("")
  const names = printed.length > 0 ? `<definedNames>${printed.join("")}</definedNames>` : ""
  const moment = file.run.generatedAt.toISOString().replace(/\.\d+/, "")
  const core = [
    `<dc:title>${xmlText(title)}</dc:title><dc:subject>${xmlText(organisation.name)}</dc:subject><dc:creator>${xmlText(file.run.generatedBy)}</dc:creator>`,
    `<dc:description>SHA-256 ${file.digest}${file.watermark ? ` 水印号 ${xmlText(file.watermark)}` : ""}</dc:description>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${moment}</dcterms:created>`,
  ].join("")
  const drawings: [string, string][] =
    images.length > 0
      ? [
          [`xl/worksheets/_rels/sheet${sheets.length}.xml.rels`, relations(relation("rId1", "drawing", "../drawings/drawing1.xml"))],
          ["xl/drawings/_rels/drawing1.xml.rels", relations(images.map((_, at) => relation(`rId${at + 1}`, "image", `../media/image${at + 1}.png`)).join(""))],
          ["xl/drawings/drawing1.xml", drawingXml(file, images)],
        ]
      : []
  return [
    ...drawings,
    [
      "xl/workbook.xml",
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView/></bookViews><sheets>${sheetList}</sheets>${names}</workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      relations(
        sheets.map((_, at) => relation(`rId${at + 1}`, "worksheet", `worksheets/sheet${at + 1}.xml`)).join("") + relation("rIdStyles", "styles", "styles.xml"),
      ),
    ],
    [
      "docProps/core.xml",
      `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${core}</cp:coreProperties>`,
    ],
    [
      "docProps/app.xml",
      `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>${xmlText(organisation.name)}</Company></Properties>`,
    ],
    [
      "_rels/.rels",
      relations(
        relation("rId1", "officeDocument", "xl/workbook.xml") +
          relation("rId3", "extended-properties", "docProps/app.xml") +
          `<Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>`,
      ),
    ],
    ["[Content_Types].xml", `${HEAD}<Types xmlns="${PACKAGE}/content-types">${types.join("")}</Types>`],
  ]
}

/** A sheet that holds nothing but drawings, one under another, on a page of its own. */
export const DRAWING_SHEET = `${WORKSHEET}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews><sheetData/><pageSetup paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="0"/><drawing r:id="rId1"/></worksheet>`

function drawingXml(file: ReportFile, images: readonly Image[]): string {
  let row = 0
  const anchors = images.map(({ width, height }, at) => {
    const from = `<xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>`
    const size = `cx="${Math.round(width * EMU)}" cy="${Math.round(height * EMU)}"`
    row += Math.ceil(height / 18) + 1
    const name = xmlText(file.charts?.[at]?.title ?? "")
    const picture = `<xdr:nvPicPr><xdr:cNvPr id="${at + 1}" name="${name}" descr="${name}"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId${at + 1}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>`
    const shape = `<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>`
    return `<xdr:oneCellAnchor>${from}<xdr:ext ${size}/><xdr:pic>${picture}${shape}</xdr:pic><xdr:clientData/></xdr:oneCellAnchor>`
  })
  return `${HEAD}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${RELATIONS}">${anchors.join("")}</xdr:wsDr>`
}
