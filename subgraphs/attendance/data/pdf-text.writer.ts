/** What a typeface can draw and how wide: of pdfkit's fonts, as much as is needed here. */
export type Typeface = { has(codePoint: number): boolean; widthOf(text: string, size: number): number }

/** What is drawn where the typeface lacks a character (GB/T 15834 has no sign for it; printers set 〓). */
const MISSING = "〓"

export type TextSetter = ReturnType<typeof createTextSetter>

/** Break texts into lines of a width, and keep what the typeface cannot draw, so that the page can say what it was. */
export function createTextSetter({ has, widthOf }: Typeface) {
  const widths = new Map<string, number>()
  const lacking = new Map<string, string>()
  /** Per unit of size. */
  const widthOfOne = (character: string) => {
    const known = widths.get(character)
    if (known !== undefined) return known
    const width = widthOf(character, 100) / 100
    widths.set(character, width)
    return width
  }

  /** Give a text as it can be drawn. */
  function drawable(text: string): string {
    const plain = text.normalize("NFC").replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, " ")
    let isWhole = true
    const drawn = [...plain].map((character) => {
      const codePoint = character.codePointAt(0) ?? 0
      if (has(codePoint)) return character
      isWhole = false
      return MISSING
    })
    if (isWhole) return plain
    const shown = drawn.join("")
    lacking.set(`${shown}：${codesOf(plain, has).join("、")}`, shown)
    return shown
  }

  return {
    drawable,
    width: (text: string, size: number) => [...text].reduce((sum, character) => sum + widthOfOne(character) * size, 0),
    /** Break a text that can be drawn: Chinese anywhere, words and numbers only where they are longer than a line. */
    lines(text: string, size: number, width: number): string[] {
      const lines: string[] = []
      for (const paragraph of text.split("\n")) {
        let [line, taken] = ["", 0]
        for (const piece of paragraph.match(/[\w.,:;%()/+-]+|./gsu) ?? []) {
          const wide = [...piece].reduce((sum, character) => sum + widthOfOne(character) * size, 0)
          const parts = wide > width ? [...piece] : [piece]
          for (const part of parts) {
            const partWidth = parts.length === 1 ? wide : widthOfOne(part) * size
            if (line !== "" && taken + partWidth > width) {
              lines.push(line)
              ;[line, taken] = ["", 0]
            }
            line += part
            taken += partWidth
          }
        }
        lines.push(line)
      }
      return lines
    },
    /** Break a heading into as few lines as fit, all about as long: `03-14` over `下午`, `应到` over `（人次）`. */
    evenLines(text: string, size: number, width: number): string[] {
      const fewest = this.lines(text, size, width)
      const broken = this.lines(text.replace(/(?<=.)（/u, "\n（"), size, width)
      if (text.lastIndexOf("（") > 0 && fewest.length > 1 && broken.length <= fewest.length) return broken
      for (let narrower = width - size / 2; narrower > size; narrower -= size / 2) {
        const lines = this.lines(text, size, narrower)
        if (lines.length > fewest.length) break
        fewest.splice(0, fewest.length, ...lines)
      }
      return fewest
    },
    /** What could not be drawn: the text as it stands, and the characters that 〓 stands for. */
    lacking: (): string[] => [...lacking.keys()],
  }
}

/** Name the characters of a text that a typeface lacks: `U+20BB7`. */
function codesOf(text: string, has: Typeface["has"]): string[] {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0)
  return codes.filter((code) => !has(code)).map((code) => `U+${code.toString(16).toUpperCase()}`)
}
