import { renderSVG } from "uqr"

/** Draw a text as a QR code: an SVG image with the white margin that scanners need. Nothing of it leaves this process. */
export function qrImageOf(text: string): string {
  return renderSVG(text, { ecc: "M", border: 4 })
}
