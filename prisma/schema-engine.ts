import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { pathToFileURL } from "node:url"
import { bindMigrationAwareSqlAdapterFactory, type SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils"
import { PrismaPg } from "@prisma/adapter-pg"
import pg from "pg"

export type OpenedEngine = { engine: Engine; failure(): unknown; close(): Promise<void> }

type Engine = import("@prisma/schema-engine-wasm").SchemaEngine
type EngineClass = typeof import("@prisma/schema-engine-wasm").SchemaEngine
type Exports = Record<string, unknown>
type Bindings = { SchemaEngine: EngineClass; __wbg_set_wasm(exports: Exports): void }

/** Node has WebAssembly; its types come only with those of a browser, which would let browser names into the project. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: { instantiate(bytes: Uint8Array, imports: Record<string, object>): Promise<{ instance: { exports: Exports } }> }
}

let loaded: Promise<Bindings> | undefined

/**
 * Open Prisma's own schema engine, compiled to WebAssembly, over one PostgreSQL schema.
 *
 * The npm package carries the engine, so nothing is downloaded. Node 20 does not import `.wasm` files: the module is
 * instantiated by hand. `failure` is what the database said to the last script that it refused: the engine keeps it to itself.
 */
export async function openSchemaEngine(url: string, schema: string): Promise<OpenedEngine> {
  loaded ??= loadBindings()
  const { SchemaEngine } = await loaded
  const pool = new pg.Pool({ connectionString: url })
  // A connection that breaks fails the statement under way; the event by itself must not end the process.
  pool.on("error", () => undefined)
  let failure: unknown = null
  const adapter = withWholeScripts(new PrismaPg(pool, { schema }), (error) => (failure = error))
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => undefined, bindMigrationAwareSqlAdapterFactory(adapter))
  return {
    engine,
    failure: () => failure,
    // The engine takes an advisory lock on its connection and leaves it there: closing gives the lock back.
    close: async () => {
      engine.free()
      await pool.end()
    },
  }
}

async function loadBindings(): Promise<Bindings> {
  const resolve = createRequire(import.meta.url).resolve
  const script = resolve("@prisma/schema-engine-wasm").replace(/schema_engine\.js$/, "schema_engine_bg.js")
  const bindings = (await import(pathToFileURL(script).href)) as Bindings
  const bytes = await readFile(script.replace(/\.js$/, ".wasm"))
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": bindings })
  bindings.__wbg_set_wasm(instance.exports)
  const start = instance.exports["__wbindgen_start"] as () => void
  start()
  return bindings
}

/**
 * Make an adapter send each migration as one script.
 *
 * The adapter's own `executeScript` splits at every semicolon, which breaks function bodies.
 */
function withWholeScripts(factory: PrismaPg, onRefused: (error: unknown) => void): SqlMigrationAwareDriverAdapterFactory {
  const whole = async (connect: () => ReturnType<PrismaPg["connect"]>) => {
    const connected = await connect()
    connected.executeScript = async (script: string) => {
      const client: pg.PoolClient = await connected.underlyingDriver().connect()
      try {
        await client.query(script)
      } catch (error) {
        onRefused(error)
        throw error
      } finally {
        client.release()
      }
    }
    return connected
  }
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: () => whole(() => factory.connect()),
    connectToShadowDb: () => whole(() => factory.connectToShadowDb()),
  }
}
