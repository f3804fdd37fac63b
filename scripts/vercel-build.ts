/** Vercel's build command: refuses an incomplete environment, migrates the database, builds. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { migrateDatabase } from "../db/migrate.ts";
import { parseEnv } from "../server/env.ts";
import { buildWidget } from "../widget/build/build-widget.ts";

const root = path.resolve(import.meta.dirname, "..");
try {
  const { DATABASE_URL, DATABASE_URL_UNPOOLED = DATABASE_URL } = parseEnv(process.env);
  await migrateDatabase(DATABASE_URL_UNPOOLED);
  await buildWidget(root);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
const next = path.join(root, "node_modules/next/dist/bin/next");
const build = spawnSync(process.execPath, [next, "build"], { cwd: root, stdio: "inherit" });
process.exit(build.status ?? 1);
