import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chmodSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../embedded/postgres.ts";
import { migrateDatabase } from "../migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated database that test files copy; it must have no connections while tests run. */
    templateDatabaseUrl: string;
  }
}

/** Starts one real PostgreSQL for the whole test run, and deletes it afterwards. */
export default async function setup(project: TestProject) {
  const dir = mkdtempSync(path.join(tmpdir(), "parley-test-"));
  chmodSync(dir, 0o755);
  const server = await startEmbeddedPostgres({ dir: path.join(dir, "db"), durable: false });
  await migrateDatabase(server.url);
  project.provide("templateDatabaseUrl", server.url);
  return async () => {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}
