import { chmod, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { promisify } from "node:util"
import { gzip } from "node:zlib"
import { build } from "esbuild"

const HERE = fileURLToPath(new URL(".", import.meta.url))
const BUNDLE = join(HERE, "bundle")

/** The editor checks documents, and highlights JSON, in workers: files of their own, at names that page.mjs knows. */
const ENTRIES = {
  page: join(HERE, "page.mjs"),
  "editor.worker": "monaco-editor/esm/vs/editor/editor.worker.js",
  "json.worker": "monaco-editor/esm/vs/language/json/json.worker.js",
  "graphql.worker": "monaco-graphql/esm/graphql.worker.js",
}

/**
 * Bundle GraphiQL, out of the npm packages, into gateway/http/graphiql/bundle/, which is not committed.
 *
 * Takes about two seconds, and replaces an older bundle only once the new one is complete. Fonts and pictures are put into the
 * style sheet, so the page asks nobody for them. The licences of what is bundled are kept beside it.
 */
export async function bundleGraphiql(): Promise<void> {
  const fresh = await mkdtemp(`${BUNDLE}-`)
  await build({
    entryPoints: ENTRIES,
    outdir: fresh,
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    minify: true,
    charset: "utf8",
    legalComments: "external",
    define: { "process.env.NODE_ENV": '"production"' },
    loader: { ".ttf": "dataurl", ".woff2": "dataurl", ".svg": "dataurl" },
    logLevel: "warning",
  })
  for (const name of await readdir(fresh)) await finish(join(fresh, name))
  await chmod(fresh, 0o755)
  await rm(BUNDLE, { recursive: true, force: true })
  await rename(fresh, BUNDLE)
}

/** Compress a file, or drop it: the editor's style sheets are in page.css already, and its lazy parts come with copies. */
async function finish(path: string): Promise<void> {
  if (path.endsWith(".css") && !path.endsWith("page.css")) await rm(path)
  else if (!path.endsWith(".txt")) await writeFile(`${path}.gz`, await promisify(gzip)(await readFile(path), { level: 9 }))
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await bundleGraphiql()
