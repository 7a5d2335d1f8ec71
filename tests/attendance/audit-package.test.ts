import { randomInt } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, describe, expect, test } from "vitest"
import { openPackageWorld } from "../kit/package-world.ts"
import { type Packed, repack, unpack } from "../kit/packages.ts"
import { runToEnd } from "../kit/program.ts"
import { NOW } from "../kit/stack.ts"

const FLIPS = Number(process.env["TAMPERINGS"] ?? 200)

const { url, world, folder, file, touched, headsFile, admin, auditor, recorder, foreign, bytes, files, ask, take, verify, said, close } =
  await openPackageWorld()
afterAll(close)

const contentOf = (name: string) => files.find((one) => one.name === name)?.content ?? Buffer.alloc(0)
const with_ = (name: string, content: Buffer | string) => files.map((one) => (one.name === name ? { name, content: Buffer.from(content) } : one))
const lines = (name: string) => contentOf(name).toString().split("\n")

describe("an audit package", () => {
  test("is intact for a program that has nothing but the package", async () => {
    const answer = await verify(file, "--heads", headsFile)
    expect(answer).toEqual({
      status: 0,
      said: expect.stringMatching(
        /^Intact: 11 reports, \d+ rows of the ledger under 4 seals, 4 accounts\.\nHead: seal 4, [0-9a-f]{64}; 4 published heads agree\nManifest: [0-9a-f]{64}\n$/,
      ),
    })
    const own = /Manifest: (\w+)/.exec(answer.said)?.[1] ?? ""
    expect(await verify(file, "--manifest", own)).toMatchObject({ status: 0 })
    expect(await verify(file, "--manifest", "0".repeat(64))).toMatchObject({ status: 1 })
    expect(await verify()).toMatchObject({ status: 2, said: expect.stringContaining("Usage") })
    expect(await verify(join(folder, "nowhere.zip"))).toMatchObject({ status: 2, said: expect.stringContaining("ENOENT") })
  })

  test("is the same again, whoever asks, but for what is said of the run", async () => {
    const again = unpack(await take(admin, { purpose: "复核" }))
    const differing = again.filter(({ name, content }) => !content.equals(contentOf(name))).map(({ name }) => name)
    expect(differing).toEqual(["run.json", "manifest.sha256"])
    expect(await take()).toEqual(bytes)
  })

  test("holds nothing for whoever may not have the ledger verified there", async () => {
    for (const who of [recorder, foreign, "nobody"]) expect(await ask(who)).toBeNull()
    expect(await ask(auditor, { organisation: world.city.id })).toBeNull()
    await expect(ask(auditor, { purpose: " " })).rejects.toThrow("needed")
    await expect(ask(auditor, { year: 1999 })).rejects.toThrow("from 2000")
    await expect(ask(auditor, { asOf: new Date("2030-01-01") })).rejects.toThrow("not come")
  })

  test("is made by a command in somebody's name, and not for others", { timeout: 120_000 }, async () => {
    const made = join(folder, "made.zip")
    const asked = ["--organisation", world.street.id, "--year", "2025", "--as-of", NOW.toISOString(), "--purpose", "年度审计", "--to", made]
    const environment = { DATABASE_URL: url, DATA_FOLDER: folder, SKIP_INSTALL: "1" }
    const refused = await runToEnd("gateway/audit-package-command.ts", [...asked, "--as", recorder], environment)
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("no such organisation for this account") })
    expect(existsSync(made)).toBe(false)
    const done = await runToEnd("gateway/audit-package-command.ts", [...asked, "--as", auditor], environment)
    expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining("11 reports; 28 rows of the ledger under 4 seals; 4 accounts.") })
    expect(
      unpack(readFileSync(made))
        .filter(({ name, content }) => !content.equals(contentOf(name)))
        .map(({ name }) => name),
    ).toEqual(["run.json", "manifest.sha256"])
    const answer = await verify(made)
    expect(answer.said).toMatch(/^Intact: /)
  })

  test("is noted in the log of who read what", async () => {
    const { rows } = await world.client.query("SELECT purpose, role, client FROM attendance.access_log WHERE operation = 'audit package' LIMIT 1")
    expect(rows).toEqual([{ purpose: "年度审计", role: "AUDITOR", client: "command" }])
  })
})

describe("a package that was touched", () => {
  test("is found by any one bit of the archive", { timeout: 120_000 }, async () => {
    for (let count = 0; count < FLIPS; count += 1) {
      const [at, bit] = [randomInt(bytes.length), randomInt(8)]
      const other = Buffer.from(bytes)
      other[at] = (other[at] as number) ^ (1 << bit)
      writeFileSync(touched, other)
      expect({ at, bit, said: await said(touched) }).not.toMatchObject({ said: "intact" })
    }
    expect(await said(file)).toBe("intact")
  })

  test("is found by any one bit of any file, packed again", { timeout: 120_000 }, async () => {
    for (let count = 0; count < FLIPS; count += 1) {
      const { name, content } = files[count % files.length] as Packed[number]
      if (content.length === 0) continue
      const other = Buffer.from(content)
      const at = randomInt(other.length)
      other[at] = (other[at] as number) ^ (1 << randomInt(8))
      await repack(with_(name, other), touched, NOW, false)
      expect({ name, at, said: await said(touched) }).not.toMatchObject({ said: "intact" })
    }
  })

  test("names the row of the ledger, with every hash of the manifest made right again", { timeout: 60_000 }, async () => {
    const content = contentOf("ledger/lines.tsv")
    for (let count = 0; count < FLIPS / 4; count += 1) {
      const other = Buffer.from(content)
      const at = randomInt(other.length - 1)
      if (other[at] === 10) continue
      other[at] = other[at] === 0x78 ? 0x79 : 0x78
      await repack(with_("ledger/lines.tsv", other), touched, NOW, true)
      const line = content.subarray(0, at).toString("latin1").split("\n").length
      expect(await said(touched)).toContain(`ledger/lines.tsv, line ${line}: the row is not what was sealed`)
    }
  })

  test.each([
    ["a row that was dropped", "ledger/lines.tsv", (rows: string[]) => rows.toSpliced(3, 1), /ledger\/lines.tsv, line 4: the row is not what was sealed/],
    ["rows that changed places", "ledger/lines.tsv", ([a, b, ...rows]: string[]) => [b, a, ...rows], /ledger\/lines.tsv, line 1: the row is not/],
    ["a row too many", "ledger/lines.tsv", (rows: string[]) => [...rows.slice(0, -1), "entry\tmore", ""], /no seal covers it/],
    ["a file that was cut", "ledger/lines.tsv", (rows: string[]) => [rows.join("\n").slice(0, -9)], /is cut off/],
    ["a seal that was dropped", "ledger/seals.jsonl", (rows: string[]) => rows.toSpliced(1, 1), /ledger\/seals.jsonl, line 2: seal 2 is missing/],
    ["an end that was cut off", "ledger/seals.jsonl", (rows: string[]) => rows.toSpliced(-2, 1), /ledger's (seals|rows)|no seal covers/],
    [
      "hours that were added",
      "ledger/standing.jsonl",
      (rows: string[]) => [String(rows[0]).replace(/"credited":(\d+)/, '"credited":9$1'), ...rows.slice(1)],
      /standing.jsonl, line 1: the entries add up/,
    ],
    ["an account that was dropped", "ledger/standing.jsonl", (rows: string[]) => rows.slice(1), /does not hold the account|not as many/],
    ["a line of a report", "reports/HOURS_DETAIL.rows.jsonl", (rows: string[]) => rows.toSpliced(2, 1), /reports\/HOURS_DETAIL/],
    [
      "a cell of a table",
      "reports/HOURS_DETAIL.csv",
      (rows: string[]) => rows.map((row) => row.replace(/,32,/, ",33,")),
      /reports\/HOURS_DETAIL.csv, line \d+: "33" is not what/,
    ],
  ])("finds %s, with every hash made right again", async (_, name, change, message) => {
    await repack(with_(name, change(lines(name)).join("\n")), touched, NOW, true)
    expect(await said(touched)).toMatch(message)
  })

  test("finds figures that were changed in the report and in its table alike", async () => {
    const row = JSON.parse(lines("reports/HOURS_DETAIL.rows.jsonl")[1] ?? "") as (string | number | null)[]
    const header = JSON.parse(lines("reports/HOURS_DETAIL.rows.jsonl")[0] ?? "") as [string, string, object, string[], string[]]
    for (const [key, value, message] of [
      ["counted", 40, /the kinds of study do not add up/],
      ["rate", 99.9, /the rate is not that of its figures/],
      ["gap", 0.5, /the gap is not that of its figures/],
      ["verdict", "达标", /the verdict does not follow/],
      // What nothing else in the package says again is held by the manifest's hash alone, which is noted elsewhere.
      ["roleInYear", "书记", /^intact$/],
    ] as const) {
      const at = header[4].indexOf(key) + 2
      const changed = row.with(at, value)
      const rows = contentOf("reports/HOURS_DETAIL.rows.jsonl").toString().replace(JSON.stringify(row), JSON.stringify(changed))
      const table = lines("reports/HOURS_DETAIL.csv")
        .map((line, index) =>
          index === 1
            ? line
                .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
                .with(at, `${value}${at === row.length - 1 ? "\r" : ""}`)
                .join(",")
            : line,
        )
        .join("\n")
      const both = with_("reports/HOURS_DETAIL.rows.jsonl", rows).map((one) =>
        one.name.endsWith("HOURS_DETAIL.csv") ? { ...one, content: Buffer.from(table) } : one,
      )
      await repack(both, touched, NOW, true)
      expect(await said(touched)).toMatch(message)
    }
    const noted = /Manifest: (\w+)/.exec((await verify(file)).said)?.[1] ?? ""
    expect(await verify(touched, "--manifest", noted)).toMatchObject({ status: 1, said: expect.stringContaining("not the one that was noted") })
  })

  /** Change a cell of a line in the report and in its table alike. */
  function withCell(kind: string, line: number, key: string, value: string | number): Packed {
    const [rows, table] = [`reports/${kind}.rows.jsonl`, `reports/${kind}.csv`]
    const [header, row] = [lines(rows)[0], lines(rows)[line]].map((text) => JSON.parse(text ?? "") as unknown[]) as [unknown[], (string | number | null)[]]
    const at = (header[4] as string[]).indexOf(key) + 2
    const other = lines(table).map((text, index) =>
      index === line
        ? text
            .slice(0, -1)
            .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
            .with(at, String(value))
            .join(",") + "\r"
        : text,
    )
    const changed: Record<string, string> = {
      [rows]: lines(rows)
        .map((text, index) => (index === line ? JSON.stringify(row.with(at, value)) : text))
        .join("\n"),
      [table]: other.join("\n"),
    }
    return files.map(({ name, content }) => ({ name, content: changed[name] === undefined ? content : Buffer.from(changed[name]) }))
  }
  const lineOf = (kind: string, is: (row: string[]) => boolean) =>
    lines(`reports/${kind}.rows.jsonl`).findIndex((text, index) => index > 0 && text !== "" && is(JSON.parse(text) as string[]))

  test("finds sums that were changed at any level, with every hash made right again", async () => {
    const community = lineOf("HOURS_DETAIL", ([kind, key]) => kind === "TOTAL" && key === world.community.id)
    const [branchSum, all] = [lineOf("HOURS_DETAIL", ([kind]) => kind === "SUBTOTAL"), lineOf("HOURS_DETAIL", ([, key]) => key === world.street.id)]
    const [row, total] = [lineOf("COMPLIANCE", ([kind]) => kind === "ROW"), lineOf("COMPLIANCE", ([kind]) => kind === "TOTAL")]
    const figure = (kind: string, line: number, key: string) => {
      const [header, cells] = [0, line].map((at) => JSON.parse(lines(`reports/${kind}.rows.jsonl`)[at] ?? "") as unknown[])
      return cells?.[(header?.[4] as string[]).indexOf(key) + 2] as number
    }
    for (const [kind, line, key, message] of [
      ["HOURS_DETAIL", branchSum, "counted", /line \d+: counted is not the sum of the rows above/],
      ["HOURS_DETAIL", community, "required", /line \d+: required is not the sum of the rows above/],
      ["HOURS_DETAIL", all, "gap", /line \d+: gap is not the sum of the rows above/],
      ["COMPLIANCE", total, "atRisk", /COMPLIANCE.rows.jsonl, line \d+: atRisk is not the sum of the rows above/],
      ["COMPLIANCE", row, "notCompliant", /who complies and who does not are not all there are/],
      ["COMPLIANCE", total, "averageHours", /averageHours is not that of the rows above/],
    ] as const) {
      expect([kind, key, line]).toEqual([kind, key, expect.any(Number)])
      expect(line).toBeGreaterThan(0)
      await repack(withCell(kind, line, key, figure(kind, line, key) + 1), touched, NOW, true)
      expect(await said(touched)).toMatch(message)
    }
    await repack(withCell("COMPLIANCE", total, "leaders", "0/9"), touched, NOW, true)
    expect(await said(touched)).toMatch(/leaders is not the sum of the rows above/)
    await repack(withCell("HOURS_DETAIL", community, "verdict", "4/4达标"), touched, NOW, true)
    expect(await said(touched)).toMatch(/of 4 comply in the rows above/)
  })

  test("finds a report whose sums are right and other than another report's, with every hash made right again", async () => {
    const compliance = (text: string) => {
      const cells = JSON.parse(text) as (string | number)[]
      // One more complies than R01 says, in each line up to the total.
      const [denominator, compliant] = [cells[4] as number, (cells[5] as number) + 1]
      return cells
        .with(5, compliant)
        .with(6, denominator - compliant)
        .with(7, Math.round((compliant * 1000) / denominator + 1e-9) / 10)
    }
    const [rows, table] = ["reports/COMPLIANCE.rows.jsonl", "reports/COMPLIANCE.csv"]
    const changed = lines(rows).map((text, index) => (index === 0 || text === "" ? null : compliance(text)))
    const own: Record<string, string> = {
      [rows]: lines(rows)
        .map((text, index) => (changed[index] ? JSON.stringify(changed[index]) : text))
        .join("\n"),
      [table]: lines(table)
        .map((text, index) => {
          const cells = changed[index]
          if (!cells) return text
          return text
            .split(",")
            .map((cell, at) => (at >= 5 && at <= 7 ? String(cells[at]) : cell))
            .join(",")
        })
        .join("\n"),
    }
    await repack(
      files.map(({ name, content }) => ({ name, content: own[name] === undefined ? content : Buffer.from(own[name]) })),
      touched,
      NOW,
      true,
    )
    expect(await said(touched)).toMatch(/COMPLIANCE.rows.jsonl, line \d+: \d+ of 4 comply, and by reports\/HOURS_DETAIL.rows.jsonl, line \d+ \d+ of 4/)
  })

  test("finds a report of another year, a file more and a file less", async () => {
    const other = unpack(await take(auditor, { year: 2024 }))
    await repack(
      files.map((one) => (one.name.startsWith("reports/HOURS_DETAIL") ? (other.find(({ name }) => name === one.name) ?? one) : one)),
      touched,
      NOW,
      true,
    )
    expect(await said(touched)).toMatch(/HOURS_DETAIL.rows.jsonl, line 1: the report is of another year/)
    await repack([{ name: "more.txt", content: Buffer.from("more") }, ...files], touched, NOW, false)
    expect(await said(touched)).toMatch(/more.txt is not what stands in this place/)
    await repack(
      files.filter(({ name }) => name !== "README.md"),
      touched,
      NOW,
      false,
    )
    expect(await said(touched)).toMatch(/manifest.json is not what stands in this place|README.md is missing/)
    writeFileSync(touched, Buffer.concat([bytes, Buffer.from("x")]))
    expect(await said(touched)).toMatch(/end is not that of a package/)
  })
})
