import { pino, type Logger } from "pino"

export type Log = Logger

/** Open the program's log: one JSON object a line on standard error, so that standard output stays for people. */
export function openLog(name: string, level: string): Log {
  return pino({ name, level, base: { name } }, pino.destination(2))
}
