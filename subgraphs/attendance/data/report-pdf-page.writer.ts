import type { ReportFile } from "../domain/report-file.ts"
import { SIGNATURES, factsOf, notesOf, proofsOf, unitsOf } from "../domain/report-sheet.ts"
import type { Image } from "./chart-image.writer.ts"
import type { TextSetter } from "./pdf-text.writer.ts"

export const [A4_SHORT, A4_LONG] = [595.28, 841.89]
export const MARGIN = 36
/** Under the lines of every page: its number, the watermark, the digest. */
const FOOT = 40
const SMALL = 8
const GREY = "#555555"

/** The pages that are being drawn: `y` is where the next thing goes on the last of them. */
export type Page = { document: PDFKit.PDFDocument; setter: TextSetter; file: ReportFile; width: number; height: number; y: number }

export type TextLook = { size?: number; font?: "regular" | "bold"; align?: "left" | "center" | "right"; colour?: string }

/** Draw one line of text in a box; it was broken to fit before. */
export function drawText({ document, setter }: Page, text: string, x: number, y: number, width: number, look: TextLook = {}): void {
  const { size = SMALL, font = "regular", align = "left", colour = "black" } = look
  const room = width - (align === "left" ? 0 : setter.width(text, size))
  document
    .font(font)
    .fontSize(size)
    .fillColor(colour)
    .text(text, x + (align === "center" ? room / 2 : align === "right" ? room : 0), y, { lineBreak: false, features: [] })
}

/** Draw a text over the page's width, on as many lines as it needs. */
export function drawParagraph(page: Page, text: string, { size = SMALL, ...look }: TextLook = {}, x = MARGIN, width = page.width): void {
  for (const line of page.setter.lines(page.setter.drawable(text), size, width)) {
    turnPage(page, size * 1.5)
    drawText(page, line, x, page.y, width, { size, ...look })
    page.y += size * 1.5
  }
}

/** Begin a new page where so many points are not left on this one. */
export function turnPage(page: Page, height: number): boolean {
  if (page.y + height <= page.height - FOOT) return false
  addPage(page)
  return true
}

export function addPage(page: Page): void {
  page.document.addPage()
  page.y = MARGIN
}

/** Draw the title and what the report was asked for, facts in pairs. */
export function drawTop(page: Page): void {
  const { title, columns } = page.file.report
  addPage(page)
  drawParagraph(page, title, { size: 16, font: "bold", align: "center" })
  page.y += 6
  const half = page.width / 2
  const facts = factsOf(page.file).map(({ label, value }) => page.setter.drawable(`${label}：${value}`))
  while (facts.length > 0) {
    const [left = "", right] = facts
    const isPair = right !== undefined && [left, right].every((text) => page.setter.width(text, 9) <= half - 8)
    facts.splice(0, isPair ? 2 : 1)
    if (isPair) drawText(page, right, MARGIN + half, page.y, half, { size: 9 })
    drawParagraph(page, left, { size: 9 })
  }
  const units = unitsOf(columns)
  if (units) drawParagraph(page, units, { align: "right" })
  page.y += 2
}

/** How high what stands under the table is, without pictures. */
export function footHeight({ setter, file, width }: Page, seen: { unknown: boolean; aside: boolean }): number {
  const heightOf = (text: string, size: number) => setter.lines(setter.drawable(text), size, width).length * size * 1.5
  const notes = notesOf(file, seen).reduce((sum, note) => sum + heightOf(note, SMALL), 0)
  return proofsOf(file).reduce((sum, proof) => sum + heightOf(proof, 7), notes) + SMALL * 1.5 + 4 + 12 + 22
}

/** Draw pictures, notes, gaps, signatures and what proves the file. The last picture leaves room for the rest: nobody signs an empty page. */
export function drawFoot(page: Page, images: readonly Image[], seen: { unknown: boolean; aside: boolean }): void {
  const whole = page.height - FOOT - MARGIN
  images.forEach(({ png, width, height }, at) => {
    const rest = at === images.length - 1 ? Math.min(footHeight(page, seen) + 8, whole / 2) : 0
    const scale = Math.min(page.width / (width * 0.75), (whole - rest) / (height * 0.75), 1) * 0.75
    turnPage(page, height * scale + 8 + rest)
    page.document.image(png, MARGIN + (page.width - width * scale) / 2, page.y + 4, { width: width * scale })
    page.y += height * scale + 8
  })
  page.y += 4
  for (const note of notesOf(page.file, seen)) drawParagraph(page, note)
  const lacking = page.setter.lacking()
  if (lacking.length > 0) drawParagraph(page, `〓 字库所缺之字：${lacking.slice(0, 20).join("；")}${lacking.length > 20 ? `；等${lacking.length}处` : ""}`)
  turnPage(page, 60)
  page.y += 12
  SIGNATURES.forEach((text, at) => drawText(page, text, MARGIN + (page.width * at) / SIGNATURES.length, page.y, page.width / SIGNATURES.length, { size: 9 }))
  page.y += 22
  for (const proof of proofsOf(page.file)) drawParagraph(page, proof, { size: 7, colour: GREY })
}

/** Draw on every page what all pages have: its number, the watermark's, and the beginning of the digest. */
export function drawPageFrame(page: Page): void {
  const { document, file, setter, width, height } = page
  const { start, count } = document.bufferedPageRange()
  for (let at = 0; at < count; at += 1) {
    document.switchToPage(start + at)
    const y = height - 28
    const third = width / 3
    drawText(page, file.watermark ? setter.drawable(`水印号 ${file.watermark}`) : "", MARGIN, y, third, { size: 7, colour: GREY })
    drawText(page, `第 ${at + 1} 页，共 ${count} 页`, MARGIN + third, y, third, { size: 7, align: "center" })
    drawText(page, file.digest.slice(0, 16), MARGIN + 2 * third, y, third, { size: 7, align: "right", colour: GREY })
    if (file.watermark) drawWatermark(page, setter.drawable(`${file.watermark}　${file.run.generatedBy}`))
  }
}

/** Across the page, so faint that figures stay legible, also in a copy. */
function drawWatermark(page: Page, text: string): void {
  const { document, width, height, setter } = page
  const size = 34
  document
    .save()
    .fillOpacity(0.07)
    .rotate(-28, { origin: [width / 2 + MARGIN, height / 2] })
  for (const off of [-180, 0, 180])
    drawText(page, text, MARGIN + (width - setter.width(text, size)) / 2, height / 2 + off, setter.width(text, size), { size, colour: "#000000" })
  document.restore()
}
