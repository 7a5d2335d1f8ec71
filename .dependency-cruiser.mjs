// Who may import whom, as rules that a machine holds. Every rule below is proved to fire by
// tests/architecture/import-rules.test.ts. dependency-cruiser reads a configuration's default export and nothing else.
//
// Three exceptions to "own layer, next layer, subgraphs/shared", on purpose and nowhere else:
// - prisma/seed builds the sample city by the rules of the business, so it may import subgraphs/*/domain; it seals personal
//   data as people does and writes ids as clients see them, so subgraphs/shared. The change of the key,
//   prisma/rotate-key*.ts, seals as well, under the same rule; so does the export of the ledger, prisma/ledger-export*.ts, whose lines are a rule of domain/.
// - gateway/ brings the embedded database up, so it may import prisma/{embedded,migrate,setup,prepare-database}.ts, and loads
//   the sample city on a first start, so prisma/seed/.
// - prisma/schema-engine.ts (migrations) and prisma.config.ts (the CLI) speak to Prisma's packages themselves.

const SUBGRAPH = "^subgraphs/(organisation|people|courses|attendance)/"
const TEST = "\\.test\\.ts$"

/** Match any of these packages, found or not: an import that does not resolve keeps its bare name. */
const packages = (...names) => names.map((name) => `(^|/)node_modules/${name}/|^${name}(/|$)`).join("|")

const PRISMA = `^prisma/[^/]+/generated/|(^|/)node_modules/prisma/|${packages("@prisma/[^/]+")}`
const GRAPHQL = packages("graphql", "graphql-[^/]+", "type-graphql", "@apollo/[^/]+", "@graphql-tools/[^/]+")

const error = (name, comment, from, to) => ({ name, comment, severity: "error", from, to })

const everywhere = [
  error("no-cycles", "Nothing points back: an import cycle means two files are one.", {}, { circular: true }),
  error("no-barrels", "Import what you need from where it is.", { pathNot: "/generated/" }, { path: "/index\\.ts$", pathNot: "node_modules/" }),
  error(
    "no-re-exports",
    "A file that hands on another file's names is a barrel.",
    { path: "^(gateway|subgraphs|prisma|tests)/" },
    { dependencyTypes: ["export"] },
  ),
  error("tests-are-for-tests", "What runs for people does not lean on what tests it.", { pathNot: `^tests/|${TEST}` }, { path: `^tests/|${TEST}` }),
  error(
    "declared-packages",
    "A package that is imported is named in package.json; that it lies in node_modules today is an accident.",
    { path: "^(gateway|subgraphs|prisma|tests)/" },
    { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
  ),
  error(
    "development-packages",
    "What runs for people installs without the development packages; the console's bundle is built before.",
    { path: "^(gateway|subgraphs|prisma)/", pathNot: `${TEST}|^gateway/http/graphiql/` },
    { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
  ),
]

const gateway = [
  error(
    "gateway-opens-doors-in-one-file",
    "gateway/subgraphs.ts is the only file that knows the subgraphs.",
    { path: "^gateway/", pathNot: "^gateway/subgraphs\\.ts$" },
    { path: "^subgraphs/", pathNot: "^subgraphs/shared/" },
  ),
  error(
    "gateway-uses-front-doors",
    "A subgraph's front door is its subgraph.ts.",
    { path: "^gateway/subgraphs\\.ts$" },
    { path: "^subgraphs/", pathNot: "^subgraphs/shared/|^subgraphs/[^/]+/subgraph\\.ts$" },
  ),
  error(
    "gateway-leaves-data-alone",
    "The gateway starts and fills the database, and never asks it.",
    { path: "^gateway/" },
    { path: "^prisma/", pathNot: "^prisma/(embedded|migrate|setup|prepare-database|cannot-start|make-folder)\\.ts$|^prisma/seed/" },
  ),
  error("gateway-is-not-imported", "The gateway stands in front; nothing behind it knows it.", { path: "^(subgraphs|prisma)/" }, { path: "^gateway/" }),
]

const subgraphs = [
  error(
    "no-other-subgraph",
    "Subgraphs meet in the schema and in published views.",
    { path: SUBGRAPH },
    { path: "^subgraphs/", pathNot: "^subgraphs/($1|shared)/" },
  ),
  error(
    "shared-knows-no-subgraph",
    "No business noun lives in shared.",
    { path: "^subgraphs/shared/" },
    { path: "^subgraphs/|^prisma/", pathNot: "^subgraphs/shared/" },
  ),
  error(
    "own-prisma-client",
    "A subgraph knows of prisma/ its own generated client.",
    { path: SUBGRAPH },
    { path: "^prisma/", pathNot: "^prisma/$1/generated/" },
  ),
  error(
    "prisma-only-in-data",
    "What is stored stays in data/; context.ts wires it.",
    { pathNot: `${SUBGRAPH}(data/|context\\.ts$)|^prisma/schema-engine\\.ts$|^prisma\\.config\\.ts$|^prisma/[^/]+/generated/` },
    { path: PRISMA },
  ),
  error(
    "sql-only-in-data",
    "The driver of PostgreSQL is for data/, the pool in shared/database.ts, the queue in shared/job-worker.ts and prisma/.",
    { path: "^(gateway|subgraphs)/", pathNot: `${SUBGRAPH}data/|^subgraphs/shared/(database|job-worker)\\.ts$|${TEST}` },
    { path: packages("pg", "pg-[^/]+") },
  ),
  error(
    "type-graphql-only-in-graphql",
    "What the outside sees is described in graphql/.",
    { pathNot: "^subgraphs/[^/]+/graphql/|^subgraphs/shared/federated-schema\\.ts$" },
    { path: packages("type-graphql") },
  ),
  error(
    "graphql-asks-use-cases",
    "graphql/ calls use-cases/ and domain/, and the loaders that its context holds; never data/.",
    { path: `${SUBGRAPH}graphql/` },
    { path: "^subgraphs/$1/", pathNot: "^subgraphs/$1/((graphql|use-cases|domain)/|context\\.ts$)" },
  ),
  error(
    "graphql-takes-the-type-of-context",
    "graphql/ is handed its context and wires nothing.",
    { path: `${SUBGRAPH}graphql/` },
    { path: "^subgraphs/$1/context\\.ts$", dependencyTypesNot: ["type-only"] },
  ),
  error(
    "use-cases-look-down",
    "use-cases/ call domain/ and what they are handed.",
    { path: `${SUBGRAPH}use-cases/` },
    { path: "^subgraphs/$1/", pathNot: "^subgraphs/$1/((use-cases|domain|data)/|context\\.ts$)" },
  ),
  error(
    "use-cases-take-types-of-data",
    "use-cases/ are handed repositories, loaders and transactions by their context.",
    { path: `${SUBGRAPH}use-cases/` },
    { path: "^subgraphs/$1/(data/|context\\.ts$)", dependencyTypesNot: ["type-only"] },
  ),
  error(
    "use-cases-know-no-framework",
    "What the business does stays when the way it is asked or stored changes.",
    { path: `${SUBGRAPH}use-cases/` },
    { path: `${GRAPHQL}|${PRISMA}|^subgraphs/shared/(graphql/|federated-schema\\.ts$)` },
  ),
  error(
    "data-looks-down",
    "data/ knows domain/ and the database.",
    { path: `${SUBGRAPH}data/` },
    { path: "^subgraphs/$1/", pathNot: "^subgraphs/$1/(data|domain)/" },
  ),
  error(
    "domain-stands-alone",
    "What is true needs no package, no database and no clock.",
    { path: `${SUBGRAPH}domain/`, pathNot: TEST },
    { pathNot: "^subgraphs/$1/domain/|^subgraphs/shared/((result|errors|viewer|text)\\.ts$|tables/)" },
  ),
  error(
    "tables-stand-alone",
    "How tables of files are read is part of what is true: cells, days and headings, without a package or a clock.",
    { path: "^subgraphs/shared/tables/", pathNot: TEST },
    { pathNot: "^subgraphs/shared/tables/" },
  ),
  error(
    "domain-tests-stand-alone",
    "A rule is tested without anything around it.",
    { path: `${SUBGRAPH}domain/.*${TEST}` },
    { pathNot: `^subgraphs/$1/domain/|^subgraphs/shared/((result|errors|viewer|text)\\.ts$|tables/)|${packages("vitest", "fast-check")}` },
  ),
]

const prisma = [
  error(
    "prisma-knows-no-subgraph",
    "The database's files are below everything.",
    { path: "^prisma/", pathNot: "^prisma/(seed/|(rotate-key|ledger-export)(-command)?\\.ts$)" },
    { path: "^subgraphs/" },
  ),
  error(
    "seed-uses-rules-only",
    "The sample city obeys the business's rules and goes around everything else, and so does the change of the key.",
    { path: "^prisma/(seed/|(rotate-key|ledger-export)(-command)?\\.ts$)" },
    { path: "^subgraphs/", pathNot: "^subgraphs/[^/]+/domain/|^subgraphs/shared/" },
  ),
]

export default {
  forbidden: [...everywhere, ...gateway, ...subgraphs, ...prisma],
  options: {
    doNotFollow: { path: "node_modules|^prisma/[^/]+/generated/|^client/" },
    exclude: { path: "^gateway/http/graphiql/bundle/" },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".mjs", ".js", ".d.ts"],
    },
  },
}
