import { z } from "zod"

/** A setting that is missing or wrong; its message names the variable and is printed without a stack. */
export class BadEnvironment extends Error {}

const port = z.coerce.number().int().min(0).max(65_535)

/** What every server of the project reads from its environment. */
export const commonVariables = {
  PORT: port,
  HOST: z.string().default("127.0.0.1"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  TIME_ZONE: z.string().default("Asia/Shanghai").refine(isTimeZone, "is not a known time zone"),
}

/** A secret shared by the gateway and its subgraphs: at least 32 characters. */
export const sharedSecret = z.string().min(32, "must have at least 32 characters")

/** Whether webhooks may be sent to programs on this machine, without TLS: for trying out. */
export const webhookVariables = { WEBHOOK_ALLOW_PRIVATE: z.enum(["on", "off"]).default("off") }

/** Where the heads of the ledger of attendance are published: a file that is only ever added to. */
export const ledgerVariables = { LEDGER_HEADS_FILE: z.string().optional() }

/** Where reports are read from for exports: the address of a streaming replica, under the role of attendance. */
export const reportVariables = {
  DATABASE_REPORT_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must be the address of a PostgreSQL database, postgres://…")
    .optional(),
}

/** A key that seals ID numbers and mobiles. */
export const personalDataKey = z.string().regex(/^[0-9a-f]{64}$/i, "must hold 64 hexadecimal digits")

/**
 * Read settings from the environment. Empty variables count as absent.
 *
 * @throws {BadEnvironment} naming every variable that is missing or wrong.
 */
export function readEnvironment<Shape extends z.ZodRawShape>(shape: Shape, environment: NodeJS.ProcessEnv): z.infer<z.ZodObject<Shape>> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""))
  const read = z.object(shape).safeParse(given)
  if (read.success) return read.data
  const faults = read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`)
  throw new BadEnvironment(`The environment is not right. ${faults.join("; ")}. See .env.example.`)
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name })
    return true
  } catch {
    return false
  }
}

export const databaseUrl = z.string().regex(/^postgres(ql)?:\/\//, "must be the address of a PostgreSQL database, postgres://…")
