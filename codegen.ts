import type { CodegenConfig } from "@graphql-codegen/cli"

/**
 * Makes the typed operations of the contract (tests/operations) from the checked-in schema, for front-end teams and the tests
 * alike. `npm run codegen` compiles what comes out into the package entry `party-school-graph/operations`.
 */
const config: CodegenConfig = {
  schema: "gateway/schema.graphql",
  documents: ["tests/operations/*.graphql"],
  generates: {
    "client/operations.ts": {
      plugins: ["typescript-operations", "typed-document-node"],
      config: {
        enumsAsTypes: true,
        avoidOptionals: { field: true, inputValue: false },
        skipTypename: false,
        scalars: { ID: "string", Date: "string", DateTime: "string" },
        useTypeImports: true,
        dedupeFragments: true,
      },
    },
  },
}

// The CLI reads a configuration's default export and nothing else.
export default config
