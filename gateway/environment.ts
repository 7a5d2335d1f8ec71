import { fileURLToPath } from "node:url"
import { z } from "zod"
import { commonVariables, databaseUrl, readEnvironment, sharedSecret } from "../subgraphs/shared/environment.ts"
import { SUBGRAPHS, type SubgraphName } from "../subgraphs/shared/subgraph.ts"

const url = z.url({ protocol: /^https?$/ })

const shape = {
  ...commonVariables,
  PORT: commonVariables.PORT.default(4000),
  DATA_FOLDER: z.string().default(fileURLToPath(new URL("../.data", import.meta.url))),
  DATABASE_URL: databaseUrl.optional(),
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
  dataFolder: string
  databaseUrl: string | null
  /** Addresses of the subgraphs that run elsewhere; the others run in this process. */
  remote: Partial<Record<SubgraphName, string>>
  subgraphSecret: string | null
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
  const remote = Object.fromEntries(SUBGRAPHS.flatMap((name) => entryOf(name, read[`SUBGRAPH_${name.toUpperCase() as Uppercase<SubgraphName>}_URL`])))
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
    dataFolder: read.DATA_FOLDER,
    databaseUrl: read.DATABASE_URL ?? null,
    remote,
    subgraphSecret: read.SUBGRAPH_SECRET ?? null,
    oidc: hasOidc || !isOn ? readOidc(environment) : null,
    developmentIssuer: { isOn, key: read.DEVELOPMENT_ISSUER_KEY ?? null },
  }
}

function entryOf(name: SubgraphName, address: string | undefined): [SubgraphName, string][] {
  return address === undefined ? [] : [[name, address]]
}

function readOidc(environment: NodeJS.ProcessEnv): NonNullable<Settings["oidc"]> {
  const read = readEnvironment({ OIDC_ISSUER: z.url(), OIDC_AUDIENCE: z.string().min(1), OIDC_JWKS_URL: url }, environment)
  return { issuer: read.OIDC_ISSUER, audience: read.OIDC_AUDIENCE, jwksUrl: read.OIDC_JWKS_URL }
}
