import { defineConfig } from "prisma/config"

/**
 * Prisma's CLI is used for `prisma generate` alone, once for each of the four schemas (`--schema prisma/<owner>/schema.prisma`).
 *
 * Generating needs no schema engine, yet the CLI looks for its binary and would download it; any existing program satisfies
 * the look, and many of our users' networks cannot reach that download. Migrations run in prisma/migrate.ts.
 */
process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= process.execPath

export default defineConfig({})
