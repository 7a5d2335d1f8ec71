/** What becomes of a row of a file that is imported. */
export type RowFate = "CREATE" | "UPDATE" | "UNCHANGED" | "ERROR"
export type Severity = "ERROR" | "WARNING"

/** What is to be said of a cell: an error keeps its row out, a warning does not. `column` is the heading as the file has it. */
export type RowProblem = { column: string; code: string; message: string; severity: Severity; candidates: string[] }

/** A row's fate as a preview shows it. `line` is the line in a text, the row in a sheet. */
export type ImportedRow = { line: number; fate: RowFate; problems: RowProblem[] }

/** A row as it was understood, with what is wrong with its cells. */
export type UnderstoodRow<Record> = { line: number; record: Record; problems: RowProblem[] }

/** A row's problems are cut here: a row that is wrong throughout is told of the first few. */
export const MOST_PROBLEMS = 20
/** Namesakes and the like that a problem names. */
export const MOST_CANDIDATES = 8

export function isWrong(problems: readonly RowProblem[]): boolean {
  return problems.some(({ severity }) => severity === "ERROR")
}

/** Say in one cell what keeps a row out: what the file of failing rows shows beside it. */
export function reasonOf(problems: readonly RowProblem[]): string {
  return problems
    .filter(({ severity }) => severity === "ERROR")
    .map(({ column, message, candidates }) => `${column ? `${column}：` : ""}${message}${candidates.length > 0 ? ` [${candidates.join("；")}]` : ""}`)
    .join("；")
}
