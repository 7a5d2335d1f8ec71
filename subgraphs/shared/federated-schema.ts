import "reflect-metadata"
import { buildSubgraphSchema } from "@apollo/subgraph"
import { printSchemaWithDirectives } from "@graphql-tools/utils"
import { type GraphQLSchema, parse } from "graphql"
import { type BuildSchemaOptions, buildSchemaSync, createResolversMap } from "type-graphql"
import { DateScalar, DateTimeScalar } from "./graphql/scalars.ts"

/** Find the rows behind references that other subgraphs hand over, by the name of their type. */
export type References<Context> = Record<string, (reference: never, context: Context) => unknown>

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@provides", "@requires"])`

/**
 * Build a subgraph's executable schema, and the SDL that composition reads, from type-graphql's classes.
 *
 * type-graphql's own printer drops directives such as `@key`: the schema is printed with its directives and built again.
 */
export function federatedSchema<Context>(options: {
  resolvers: BuildSchemaOptions["resolvers"]
  orphanedTypes?: NonNullable<BuildSchemaOptions["orphanedTypes"]>
  references: References<Context>
}): { schema: GraphQLSchema; sdl: string } {
  const built = buildSchemaSync({
    resolvers: options.resolvers,
    orphanedTypes: options.orphanedTypes ?? [],
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    validate: false,
    skipCheck: true,
  })
  const sdl = `${LINK}\n\n${printSchemaWithDirectives(built, { assumeValid: true })}\n`
  const resolvers = createResolversMap(built) as Record<string, object>
  for (const [type, resolve] of Object.entries(options.references)) {
    resolvers[type] = { ...resolvers[type], __resolveReference: resolve }
  }
  resolvers["Date"] = DateScalar
  resolvers["DateTime"] = DateTimeScalar
  return { schema: buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never }), sdl }
}
