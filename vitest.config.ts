import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

// vitest reads a configuration's default export and nothing else.
export default defineConfig({
  resolve: {
    // graphql loads twice otherwise, once as CommonJS and once as a module, and refuses its own schemas.
    alias: [{ find: /^graphql$/, replacement: fileURLToPath(new URL("node_modules/graphql/index.js", import.meta.url)) }],
  },
  test: {
    include: ["tests/**/*.test.ts", "subgraphs/**/*.test.ts", "gateway/**/*.test.ts", "prisma/**/*.test.ts"],
    globalSetup: ["tests/kit/global-setup.ts"],
    pool: "forks",
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 180_000,
    env: { TZ: "America/New_York", LOG_LEVEL: "silent" },
  },
})
