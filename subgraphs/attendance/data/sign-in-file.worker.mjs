// Where the process that reads files begins. Programs run from their TypeScript, and this one knows nothing of what was
// registered in the other; plain JavaScript, because nothing is registered yet.
import { register } from "tsx/esm/api"

register()
await import("./sign-in-file.worker.ts")
