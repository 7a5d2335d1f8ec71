import { createHash } from "node:crypto"
import { existsSync, readFileSync, readdirSync } from "node:fs"
import type { IncomingMessage, ServerResponse } from "node:http"
import { extname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { type ExampleIds, graphiqlExamples } from "./graphiql-examples.ts"

/** Where gateway/http/graphiql/bundle.ts writes what this file serves. */
const BUNDLE = fileURLToPath(new URL("graphiql/bundle/", import.meta.url))

const CONTENT_TYPES: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
}

/**
 * Styles may be inline because the code editor writes its theme and positions into the page; scripts and workers may not,
 * and nothing may come from, or go to, another host.
 */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ")

/** For a worker, whose policy is its own script's: it may load the bundle's other scripts and nothing else. */
const ASSET_POLICY = "default-src 'none'; script-src 'self'"

export type GraphiqlOptions = {
  /** Path of the GraphQL endpoint, which is the page's own: `/graphql`. */
  path: string
  /** Identifiers for the example operations to start with. */
  exampleIds?: Partial<ExampleIds>
}

export type GraphiqlPages = { handle(request: IncomingMessage, response: ServerResponse): boolean }

type Asset = { type: string; plain: Buffer; zipped: Buffer | null }
type Assets = { version: string; files: Map<string, Asset> }

/**
 * Serve GraphiQL at the GraphQL endpoint to browsers, from files of this machine alone.
 *
 * `handle` answers a GET of the path that accepts HTML, and the page's scripts and styles below `<path>/assets/`; it returns
 * false, with nothing written, for everything else. The files are read once, at the first page; a start costs nothing. Their
 * address contains a digest of them all, so a browser keeps them for a year and an update is seen at once.
 */
export function createGraphiqlPages({ path, exampleIds }: GraphiqlOptions): GraphiqlPages {
  const prefix = `${path}/assets/`
  let read: Assets | null = null
  const assets = (): Assets | null => (read ??= readAssets())
  return {
    handle(request, response) {
      if (request.method !== "GET" && request.method !== "HEAD") return false
      const pathname = (request.url ?? "").split("?", 1)[0] ?? ""
      if (pathname.startsWith(prefix)) {
        answerAsset(request, response, assets(), pathname.slice(prefix.length))
        return true
      }
      if (pathname !== path || !acceptsHtml(request)) return false
      answerPage(request, response, assets(), prefix, exampleIds)
      return true
    },
  }
}

function acceptsHtml(request: IncomingMessage): boolean {
  return /\btext\/html\b/.test(request.headers.accept ?? "")
}

function answerPage(request: IncomingMessage, response: ServerResponse, assets: Assets | null, prefix: string, ids?: Partial<ExampleIds>): void {
  const page = assets ? renderPage(`${prefix}${assets.version}/`, ids) : NOT_BUNDLED
  response.writeHead(assets ? 200 : 503, {
    ...guards(PAGE_POLICY),
    "Content-Type": "text/html; charset=utf-8",
    "Content-Length": Buffer.byteLength(page),
    "Cache-Control": "no-cache",
    "Cross-Origin-Opener-Policy": "same-origin",
    Vary: "Accept",
  })
  response.end(request.method === "HEAD" ? undefined : page)
}

/** `name` is `<version>/<file>`. A name is looked up among the files that were read; it never becomes a path on the disk. */
function answerAsset(request: IncomingMessage, response: ServerResponse, assets: Assets | null, name: string): void {
  const [version, file, ...rest] = name.split("/")
  const asset = assets && version === assets.version && file && rest.length === 0 ? assets.files.get(file) : undefined
  if (!asset) {
    response.writeHead(404, { ...guards(ASSET_POLICY), "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" })
    response.end("Not found\n")
    return
  }
  const zipped = /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? "")) ? asset.zipped : null
  const body = zipped ?? asset.plain
  response.writeHead(200, {
    ...guards(ASSET_POLICY),
    "Content-Type": asset.type,
    "Content-Length": body.length,
    "Cache-Control": "public, max-age=31536000, immutable",
    Vary: "Accept-Encoding",
    ...(zipped && { "Content-Encoding": "gzip" }),
  })
  response.end(request.method === "HEAD" ? undefined : body)
}

function guards(policy: string): Record<string, string> {
  return {
    "Content-Security-Policy": policy,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
  }
}

function readAssets(): Assets | null {
  if (!existsSync(join(BUNDLE, "page.js"))) return null
  const files = new Map<string, Asset>()
  const digest = createHash("sha256")
  for (const name of readdirSync(BUNDLE).sort()) {
    const type = CONTENT_TYPES[extname(name)]
    if (!type) continue
    const plain = readFileSync(join(BUNDLE, name))
    const zip = join(BUNDLE, `${name}.gz`)
    files.set(name, { type, plain, zipped: existsSync(zip) ? readFileSync(zip) : null })
    digest.update(name).update(plain)
  }
  return { version: digest.digest("hex").slice(0, 16), files }
}

function renderPage(base: string, ids?: Partial<ExampleIds>): string {
  const examples = JSON.stringify(graphiqlExamples(ids)).replaceAll("<", "\\u003c")
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>GraphiQL · 党校课程与考勤</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${base}page.css">
<script type="application/json" id="examples">${examples}</script>
<script type="module" src="${base}page.js"></script>
</head>
<body>
<form id="token-bar" autocomplete="off">
<label for="token">Bearer token <span lang="zh">访问令牌</span></label>
<input id="token" name="token" type="password" spellcheck="false" autocomplete="off" aria-describedby="token-status" placeholder="eyJ…">
<button type="submit">Use this token</button>
<button type="button" id="forget">Forget it</button>
<p id="token-status" role="status"></p>
</form>
<div id="graphiql"><noscript>GraphiQL needs JavaScript.</noscript></div>
</body>
</html>
`
}

const NOT_BUNDLED = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>GraphiQL</title></head>
<body><p>GraphiQL has not been prepared on this machine. Run <code>npm run prepare</code> and load this page again; the GraphQL endpoint itself works without it.</p></body>
</html>
`
