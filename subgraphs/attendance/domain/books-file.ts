/** What was read of books so far, and what stands for them: of a package the hash of its manifest, in hexadecimal, once that is written. */
export type BooksRead = { rows: number; digest: string | null }

/** A year's books as one file that may be made: nothing is read before its bytes are asked for, and they are made while they are taken. */
export type BooksFile<Part extends Uint8Array | string = Uint8Array | string, Written = unknown> = {
  /** What the file is called, without of whom and as of when: `2025年度学习考勤审计包`. */
  title: string
  organisation: { name: string }
  /** The same bytes whenever they are asked for, but for what is said of the run. */
  bytes(): AsyncGenerator<Part, Written>
  /** Counts along while bytes are taken. */
  read: BooksRead
  /** How many rows there will be, for progress: near enough. */
  count(): Promise<number>
}
