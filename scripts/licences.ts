import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

// Writes docs/licences.md: under which licences the packages stand that the program runs with.
const ROOT = new URL("../", import.meta.url)

/** What package-lock.json says of each package; the keys are places in node_modules, the root's is "". */
export type Lock = { packages: Record<string, LockedPackage> }
type LockedPackage = { version?: string; name?: string; license?: string; dev?: boolean; link?: boolean; integrity?: string; hasInstallScript?: boolean }

/** Name the package that lies at a place, under its own name or under another. */
export function nameOf(place: string, { name }: LockedPackage): string {
  return name ?? place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length)
}

/** Which licences packages of the program may have, and what each asks for. */
export const ALLOWED: Record<string, string> = {
  "0BSD": "nothing",
  "Apache-2.0": "keep the notices and say what was changed",
  "BlueOak-1.0.0": "keep the licence's text or a link to it",
  "BSD-2-Clause": "keep the notice",
  "BSD-3-Clause": "keep the notice, and no advertising with the authors' names",
  "Elastic-2.0": "not to be offered to others as a hosted or managed service of its own, no going round licence keys, keep the notices",
  "EPL-2.0": "changed files stay under it and are given with the program; used unchanged here",
  ISC: "keep the notice",
  MIT: "keep the notice",
  "MIT/X11": "as MIT",
  "MPL-2.0": "changed files stay under it and are given with the program; used unchanged here",
  "OFL-1.1": "the typeface may be embedded in documents, and not be sold by itself",
  "Python-2.0": "keep the notice",
  Unlicense: "nothing",
  Zlib: "keep the notice",
}

/** Packages that name no licence in their package.json, and where it was found. */
const FOUND: Record<string, string> = { buffers: "MIT/X11", "png-js": "MIT" }

/** Packages under a choice of licences, and the one under which they are used. */
const CHOSEN: Record<string, string> = { jszip: "MIT" }

/** Give each package of the program once, with the licences that hold for it; none where none is named. */
export function licencesIn({ packages }: Lock): { name: string; licences: string[] }[] {
  const found = new Map<string, { name: string; licences: string[] }>()
  for (const [place, entry] of Object.entries(packages)) {
    const { version = "", license, dev } = entry
    if (place === "" || dev) continue
    const own = nameOf(place, entry)
    const licences = CHOSEN[own] ?? license ?? FOUND[own] ?? ""
    found.set(`${own}@${version}`, { name: own, licences: licences.replaceAll(/[()]/g, "").split(/ and /i).filter(Boolean) })
  }
  return [...found.values()]
}

/** Find packages of the program whose licence nobody has looked at. */
export function unknownLicences(lock: Lock): string[] {
  return licencesIn(lock)
    .filter(({ licences }) => licences.length === 0 || licences.some((one) => !Object.hasOwn(ALLOWED, one)))
    .map(({ name, licences }) => `${name}: ${licences.join(" AND ") || "none"}`)
}

/** Write what licences there are as a page: the frequent ones counted, the others with their packages. */
export function licencesPage(lock: Lock): string {
  const all = licencesIn(lock)
  const rows = Object.entries(ALLOWED).flatMap(([licence, asks]) => {
    const names = [...new Set(all.filter(({ licences }) => licences.includes(licence)).map(({ name }) => name))].sort()
    if (names.length === 0) return []
    return [`| ${licence} | ${asks} | ${names.length > 20 ? `${names.length} packages` : names.map((name) => `\`${name}\``).join(", ")} |`]
  })
  return `# Licences of the packages that the program runs with

Written by \`npm run licences\` from package-lock.json; a test holds both together and refuses a licence that is not listed. Tools of development are not part of the program.

Apollo's federation packages are under the Elastic License 2.0. It allows to use, change and pass them on, and to build and run services on them, this graph for a city or many included. It does not allow to offer the packages themselves to others as a hosted or managed service, whose users would get at their features as such. Whoever needs another licence there can serve the same four subgraphs behind another gateway: they speak Federation 2 over HTTP, and \`@apollo/subgraph\` is under MIT.

| Licence | What it asks for | Packages |
| --- | --- | --- |
${rows.join("\n")}
`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(new URL("package-lock.json", ROOT), "utf8")) as Lock
  const unknown = unknownLicences(lock)
  if (unknown.length > 0) {
    process.stderr.write(`Nobody has looked at these licences yet; decide about them in scripts/licences.ts:\n${unknown.join("\n")}\n`)
    process.exit(1)
  }
  writeFileSync(new URL("docs/licences.md", ROOT), licencesPage(lock))
  process.stdout.write("wrote: docs/licences.md\n")
}
