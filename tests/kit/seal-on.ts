import { openDatabase } from "../../subgraphs/shared/database.ts"
import { createPublishedHeads } from "../../subgraphs/attendance/data/published-head.writer.ts"
import { createSealWriter } from "../../subgraphs/attendance/data/seal.writer.ts"
import { sealLedger } from "../../subgraphs/attendance/use-cases/seal-ledger.ts"

// A process that seals without a pause until it is killed: `seal-on.ts <address of the database> <file of heads>`.
const database = openDatabase(process.argv[2] ?? "", { name: "sealing", connections: 2, onError: () => undefined })
const sources = { seals: createSealWriter(database, () => new Date()), heads: createPublishedHeads(process.argv[3] ?? "") }
process.stdout.write("sealing\n")
for (;;) await sealLedger(sources, new AbortController().signal)
