/** Read a stream of bytes to its end; null as soon as it holds more than `largest`. */
export async function readAtMost(stream: AsyncIterable<Buffer>, largest: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > largest) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
