import ts from "typescript"

export const LONGEST_FILE = 300
export const LONGEST_FUNCTION = 70

/** The last part of a name says what the file is: people look for `member.repository.ts`, not for a folder of members. */
const ROLES = new Set(
  "type resolver queries mutation reference references stub stubs args policy repository loaders row reader writer worker calendar sender".split(" "),
)
/** Files of graphql/ and data/ whose name says it all. `sealed` is what people does to ID numbers and mobiles: nobody's row. */
const WITHOUT_ROLE = new Set(["enums", "schema", "scalars", "sealed", "name-spelling", "gb18030"])

/** What tools read as a default export, and nothing else. */
const CONFIGURATION = /^(codegen|prisma\.config|vitest\.config)\.ts$/

/** Where the environment is read; everything else is handed its settings. */
const ENVIRONMENT_READERS = new Set([
  "gateway/environment.ts",
  "gateway/main.ts",
  "gateway/extract-command.ts",
  "gateway/token-command.ts",
  "subgraphs/shared/run.ts",
  "prisma/setup.ts",
  "prisma/migrate-command.ts",
  "prisma/rotate-key-command.ts",
  "prisma/ledger-export-command.ts",
  "prisma/seed/command.ts",
  "prisma.config.ts",
  // Switches off what the gateway would otherwise report to its vendor.
  "gateway/gateway.ts",
])

/** Read a file so that rules can look at what it says. Its name is its path from the root, with slashes. */
export function parseSource(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
}

export function linesOf(text: string): number {
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0)
}

/** Find files that are too long to be read in one go. */
export function longFiles(file: ts.SourceFile): string[] {
  const lines = linesOf(file.text)
  return lines > LONGEST_FILE ? [`${file.fileName}: ${lines} lines`] : []
}

/** Find functions that are too long to be held in the head. A `describe` of tests is a chapter, not a function. */
export function longFunctions(file: ts.SourceFile): string[] {
  return nodesOf(file).flatMap((node) => {
    if (!ts.isFunctionLike(node) || !("body" in node) || isChapter(node)) return []
    const [first, last] = [lineOf(file, node.getStart(file)), lineOf(file, node.getEnd())]
    return last - first + 1 > LONGEST_FUNCTION ? [`${file.fileName}:${first}: ${nameOf(node)}, ${last - first + 1} lines`] : []
  })
}

/** Find names that are not in kebab-case, and files of graphql/ and data/ that do not say their role. */
export function misnamedFiles(path: string): string[] {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.ts$/, "")
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(name)) return [`${path}: not kebab-case`]
  if (name === "index") return [`${path}: a barrel`]
  if (!/^subgraphs\/[^/]+\/(graphql|data)\//.test(path)) return []
  const [noun = "", role, ...more] = name.replace(/\.test$/, "").split(".")
  if (role === undefined) return WITHOUT_ROLE.has(noun) ? [] : [`${path}: no role`]
  return ROLES.has(role) && more.length === 0 ? [] : [`${path}: ${[role, ...more].join(".")} is no role`]
}

/** Find use cases that are not one function of the file's name: start-transfer.ts exports startTransfer. */
export function misnamedUseCases(file: ts.SourceFile): string[] {
  if (!/^subgraphs\/[^/]+\/use-cases\//.test(file.fileName) || file.fileName.endsWith(".test.ts")) return []
  const name = file.fileName.slice(file.fileName.lastIndexOf("/") + 1, -".ts".length)
  const wanted = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  const exported = exportedFunctions(file).map((one) => one.name)
  return exported.length === 1 && exported[0] === wanted ? [] : [`${file.fileName}: exports ${exported.join(", ") || "no function"}, not ${wanted}`]
}

/** Find default exports where no tool asks for one: a name that everyone gives anew cannot be searched for. */
export function defaultExports(file: ts.SourceFile): string[] {
  if (CONFIGURATION.test(file.fileName)) return []
  return file.statements
    .filter((statement) => ts.isExportAssignment(statement) || hasModifier(statement, ts.SyntaxKind.DefaultKeyword) || exportsAsDefault(statement))
    .map((statement) => `${file.fileName}:${lineOf(file, statement.getStart(file))}: default export`)
}

/** Find `any`, which switches the compiler off. */
export function anyTypes(file: ts.SourceFile): string[] {
  return nodesOf(file)
    .filter(({ kind }) => kind === ts.SyntaxKind.AnyKeyword)
    .map((node) => `${file.fileName}:${lineOf(file, node.getStart(file))}: any`)
}

/** Find reads of the environment outside the few files that read it for all. */
export function environmentReads(file: ts.SourceFile): string[] {
  if (ENVIRONMENT_READERS.has(file.fileName) || /^(tests|scripts)\//.test(file.fileName)) return []
  return nodesOf(file)
    .filter((node) => ts.isPropertyAccessExpression(node) && node.getText(file) === "process.env")
    .map((node) => `${file.fileName}:${lineOf(file, node.getStart(file))}: process.env`)
}

/** Find what a subgraph lacks, or has beside what each subgraph has. `names` are those of its folder. */
export function unlikeOthers(subgraph: string, names: readonly string[]): string[] {
  const required = ["README.md", "subgraph.ts", "server.ts", "context.ts", "schema.graphql", "graphql", "use-cases", "domain", "data"]
  const lacks = required.filter((name) => !names.includes(name)).map((name) => `subgraphs/${subgraph}: lacks ${name}`)
  // worker.ts wires jobs as context.ts wires requests, where there are jobs.
  const known = new Set([...required, "worker.ts"])
  return [...lacks, ...names.filter((name) => !known.has(name)).map((name) => `subgraphs/${subgraph}: has ${name}`)]
}

export type ExportedFunction = { name: string; line: number; isDescribed: boolean; isTrivial: boolean }

/** List the functions that a file exports, whether each has a docstring, and whether it says all in one statement. */
export function exportedFunctions(file: ts.SourceFile): ExportedFunction[] {
  return file.statements.flatMap((statement) => {
    if (!hasModifier(statement, ts.SyntaxKind.ExportKeyword)) return []
    const common = { line: lineOf(file, statement.getStart(file)), isDescribed: ts.getJSDocCommentsAndTags(statement).length > 0 }
    if (ts.isFunctionDeclaration(statement)) return [{ ...common, name: statement.name?.text ?? "default", isTrivial: isTrivial(statement.body) }]
    if (!ts.isVariableStatement(statement)) return []
    return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
      initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
        ? [{ ...common, name: name.getText(file), isTrivial: isTrivial(initializer.body) }]
        : [],
    )
  })
}

/** One statement of one line: its name and types say it all. */
function isTrivial(body: ts.Node | undefined): boolean {
  if (!body) return true
  const [only, ...more] = ts.isBlock(body) ? body.statements : [body]
  return only === undefined || (more.length === 0 && !only.getText().includes("\n"))
}

function isChapter(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && /^describe\b/.test(node.parent.expression.getText())
}

function exportsAsDefault(statement: ts.Statement): boolean {
  if (!ts.isExportDeclaration(statement) || !statement.exportClause || !ts.isNamedExports(statement.exportClause)) return false
  return statement.exportClause.elements.some(({ name }) => name.text === "default")
}

function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) ?? false)
}

function nameOf(node: ts.Node): string {
  const named = "name" in node && node.name ? node : node.parent
  return "name" in named && named.name ? (named.name as ts.Node).getText() : "a function without a name"
}

function nodesOf(root: ts.Node): ts.Node[] {
  const found: ts.Node[] = []
  const visit = (node: ts.Node): void => {
    found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(root)
  return found
}

function lineOf(file: ts.SourceFile, position: number): number {
  return file.getLineAndCharacterOfPosition(position).line + 1
}

/** Find the names under which a file has hot reads prepared: the first argument of `read`. */
export function statementNames(file: ts.SourceFile): string[] {
  const names: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.arguments.length === 3) {
      const called = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression
      const [name] = node.arguments
      if (called.getText(file) === "read" && name && ts.isStringLiteral(name)) names.push(name.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return names
}
