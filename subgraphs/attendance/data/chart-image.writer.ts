import { createRequire } from "node:module"

const require = createRequire(import.meta.url)
const DOTS_AN_INCH = 200
/** Drawings count 96 dots an inch. */
const SCALE = DOTS_AN_INCH / 96

export type Image = { png: Buffer; width: number; height: number }

/** Name the files of the typeface that ships with the service: it knows the characters of GB 18030, rare surnames among them. */
export function fontFiles(): { regular: string; bold: string } {
  const file = (weight: string) => require.resolve("@embedpdf/fonts-sc").replace(/dist.index\.c?js$/, `fonts/NotoSansHans-${weight}.otf`)
  return { regular: file("Regular"), bold: file("Bold") }
}

/** Draw an SVG as a picture for print, 200 dots an inch, with the service's own typeface; `width` and `height` are the drawing's. */
export async function drawImage(svg: string): Promise<Image> {
  const { Resvg } = await import("@resvg/resvg-js")
  const { regular, bold } = fontFiles()
  const font = { fontFiles: [regular, bold], loadSystemFonts: false, defaultFontFamily: "Noto Sans Hans", sansSerifFamily: "Noto Sans Hans" }
  const drawn = new Resvg(svg, { font, background: "white", fitTo: { mode: "zoom", value: SCALE } }).render()
  return { png: drawn.asPng(), width: drawn.width / SCALE, height: drawn.height / SCALE }
}
