let bytesOf: Map<string, Buffer> | null = null

/**
 * Encode a text in GB 18030, which the platform decodes but does not encode: the tables are turned round by decoding every
 * sequence once. Rare characters of names take four bytes; characters of the other planes are computed.
 */
export function encodeGb18030(text: string): Buffer {
  bytesOf ??= tableOf()
  const parts: Buffer[] = []
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    if (point < 0x80) parts.push(Buffer.of(point))
    else parts.push(bytesOf.get(character) ?? fourBytes(point >= 0x10000 ? point - 0x10000 + 189_000 : 0))
  }
  return Buffer.concat(parts)
}

function tableOf(): Map<string, Buffer> {
  const table = new Map<string, Buffer>()
  const decoder = new TextDecoder("gb18030")
  const add = (bytes: Buffer) => {
    const character = decoder.decode(bytes)
    if (character.length === 1 && character !== "\ufffd" && !table.has(character)) table.set(character, bytes)
  }
  for (let first = 0x81; first <= 0xfe; first += 1) {
    for (let second = 0x40; second <= 0xfe; second += 1) if (second !== 0x7f) add(Buffer.of(first, second))
  }
  for (let pointer = 0; pointer < 39_420; pointer += 1) add(fourBytes(pointer))
  return table
}

/** The four-byte sequence at a place of the table: digits of base 10, 126, 10 and 126. */
function fourBytes(pointer: number): Buffer {
  const third = Math.floor(pointer / 10)
  const second = Math.floor(third / 126)
  return Buffer.of(0x81 + Math.floor(second / 10), 0x30 + (second % 10), 0x81 + (third % 126), 0x30 + (pointer % 10))
}
