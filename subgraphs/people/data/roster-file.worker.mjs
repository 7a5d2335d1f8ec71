// Where the thread that reads files begins. Programs run from their TypeScript, and a thread knows nothing of what was
// registered before it; plain JavaScript, because nothing is registered yet.
import { register } from "tsx/esm/api"

register()
await import("./roster-file.worker.ts")
