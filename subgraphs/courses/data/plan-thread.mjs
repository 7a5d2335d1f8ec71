// The first file of a plan's thread: it makes TypeScript readable there, whoever started the process.
import { register } from "tsx/esm/api"

register()
await import("./plan-search.worker.ts")
