import { join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { z } from "zod"
import {
  commonVariables,
  ledgerVariables,
  personalDataKey,
  readEnvironment,
  reportVariables,
  sharedSecret,
  webhookVariables,
} from "../subgraphs/shared/environment.ts"
import { SUBGRAPHS, type SubgraphName } from "../subgraphs/shared/subgraph.ts"

/** Where data and secrets are kept unless DATA_FOLDER says otherwise. */
export const OWN_FOLDER = fileURLToPath(new URL("../.data", import.meta.url))

const databaseUrl = z.url({ protocol: /^postgres(ql)?$/, error: "must be the address of a PostgreSQL database, postgres://…" })
const url = z.url({ protocol: /^https?$/ })

const shape = {
  ...commonVariables,
  ...webhookVariables,
  ...ledgerVariables,
  ...reportVariables,
  PORT: commonVariables.PORT.default(4000),
  DATA_FOLDER: z.string().default(OWN_FOLDER),
  DATABASE_URL: databaseUrl.optional(),
  ORGANISATION_DATABASE_URL: databaseUrl.optional(),
  PEOPLE_DATABASE_URL: databaseUrl.optional(),
  COURSES_DATABASE_URL: databaseUrl.optional(),
  ATTENDANCE_DATABASE_URL: databaseUrl.optional(),
  PERSONAL_DATA_KEY: personalDataKey.optional(),
  PERSONAL_DATA_KEY_PREVIOUS: personalDataKey.optional(),
  SUBGRAPH_ORGANISATION_URL: url.optional(),
  SUBGRAPH_PEOPLE_URL: url.optional(),
  SUBGRAPH_COURSES_URL: url.optional(),
  SUBGRAPH_ATTENDANCE_URL: url.optional(),
  SUBGRAPH_SECRET: sharedSecret.optional(),
  OIDC_ISSUER: z.url().optional(),
  OIDC_AUDIENCE: z.string().optional(),
  OIDC_JWKS_URL: url.optional(),
  DEVELOPMENT_ISSUER: z.enum(["on", "off"]).optional(),
  DEVELOPMENT_ISSUER_KEY: z.string().optional(),
}

export type Settings = {
  port: number
  host: string
  logLevel: string
  timeZone: string
  /** An absolute path. */
  dataFolder: string
  databaseUrl: string | null
  /** Addresses under which subgraphs of this process connect; the others are derived from the database's. */
  appUrls: Partial<Record<SubgraphName, string>>
  /** Seals ID numbers and mobiles; null when the one kept in the data folder does. */
  personalDataKey: string | null
  /** Still opens what was sealed before the key was changed; null when no change is under way. */
  previousPersonalDataKey: string | null
  /** Addresses of the subgraphs that run elsewhere; the others run in this process. */
  remote: Partial<Record<SubgraphName, string>>
  subgraphSecret: string | null
  /** Whether webhooks may be sent to programs on this machine, without TLS. */
  allowsLoopbackWebhooks: boolean
  /** Where the heads of the ledger of attendance are published: an absolute path. */
  ledgerHeadsFile: string
  /** Where reports are read from for exports; null where that is where everything is. */
  reportDatabaseUrl: string | null
  oidc: { issuer: string; audience: string; jwksUrl: string } | null
  /** Whether tokens of the development issuer are believed, and its key where one is given. */
  developmentIssuer: { isOn: boolean; key: string | null }
}

/**
 * Read the gateway's settings from the environment.
 *
 * The development issuer is on by itself only with the embedded database; anywhere else it must be switched on by name.
 *
 * @throws {BadEnvironment} naming every variable that is missing or wrong.
 */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const read = readEnvironment(shape, environment)
  const remote = Object.fromEntries(SUBGRAPHS.flatMap((name) => entryOf(name, read[`SUBGRAPH_${upper(name)}_URL`])))
  const isRemote = Object.keys(remote).length > 0
  if (isRemote) readEnvironment({ SUBGRAPH_SECRET: sharedSecret }, environment)
  const hasOidc = Boolean(read.OIDC_ISSUER ?? read.OIDC_AUDIENCE ?? read.OIDC_JWKS_URL)
  const isEmbedded = !isRemote && read.DATABASE_URL === undefined
  const isOn = read.DEVELOPMENT_ISSUER ? read.DEVELOPMENT_ISSUER === "on" : isEmbedded && !hasOidc
  return {
    port: read.PORT,
    host: read.HOST,
    logLevel: read.LOG_LEVEL,
    timeZone: read.TIME_ZONE,
    dataFolder: resolve(read.DATA_FOLDER),
    databaseUrl: read.DATABASE_URL ?? null,
    appUrls: Object.fromEntries(SUBGRAPHS.flatMap((name) => entryOf(name, read[`${upper(name)}_DATABASE_URL`]))),
    personalDataKey: read.PERSONAL_DATA_KEY ?? null,
    previousPersonalDataKey: read.PERSONAL_DATA_KEY_PREVIOUS ?? null,
    remote,
    subgraphSecret: read.SUBGRAPH_SECRET ?? null,
    allowsLoopbackWebhooks: read.WEBHOOK_ALLOW_PRIVATE === "on",
    ledgerHeadsFile: resolve(read.LEDGER_HEADS_FILE ?? join(read.DATA_FOLDER, "ledger-heads.jsonl")),
    reportDatabaseUrl: read.DATABASE_REPORT_URL ?? null,
    oidc: hasOidc || !isOn ? readOidc(environment) : null,
    developmentIssuer: { isOn, key: read.DEVELOPMENT_ISSUER_KEY ?? null },
  }
}

function upper(name: SubgraphName): Uppercase<SubgraphName> {
  return name.toUpperCase() as Uppercase<SubgraphName>
}

function entryOf(name: SubgraphName, address: string | undefined): [SubgraphName, string][] {
  return address === undefined ? [] : [[name, address]]
}

function readOidc(environment: NodeJS.ProcessEnv): NonNullable<Settings["oidc"]> {
  const read = readEnvironment({ OIDC_ISSUER: z.url(), OIDC_AUDIENCE: z.string().min(1), OIDC_JWKS_URL: url }, environment)
  return { issuer: read.OIDC_ISSUER, audience: read.OIDC_AUDIENCE, jwksUrl: read.OIDC_JWKS_URL }
}
