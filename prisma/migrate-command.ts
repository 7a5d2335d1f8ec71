import { CannotStart } from "./cannot-start.ts"
import { migrate } from "./migrate.ts"
import { appUrlsFrom, namedUrl } from "./setup.ts"

// Brings the database that DATABASE_URL names up to date, for set-ups in which the subgraphs run apart from the gateway.
try {
  const ownerUrl = namedUrl("DATABASE_URL")
  if (!ownerUrl) throw new CannotStart("DATABASE_URL must name the database to migrate, as a role that may create schemas and roles.")
  const applied = await migrate(ownerUrl, appUrlsFrom(ownerUrl))
  process.stdout.write(applied === 0 ? "The database is up to date.\n" : `Applied ${applied} migrations.\n`)
} catch (error) {
  if (!(error instanceof CannotStart)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
