/**
 * Prints a link with which the owner of an account sets a new password. For installations without a mail server, run by
 * whoever operates the machine. Uses the database of DATABASE_URL, or the one of the running `npm run up`.
 */
import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { connectionOptions } from "../../db/connection-options.ts";
import { RESET_MINUTES } from "../../server/accounts/links/create-link.ts";
import { loadEnvironmentFiles, readSettings } from "../up/settings.ts";
import { findInstallation } from "./find-installation.ts";
import { makeResetLink } from "./make-reset-link.ts";

process.exit(await run(process.argv.slice(2)));

async function run([email, ...others]: string[]): Promise<number> {
  if (email === undefined || others.length > 0) {
    console.error("Name one account: npm run reset-password -- ada@example.com");
    return 1;
  }
  try {
    loadEnvironmentFiles(path.resolve(import.meta.dirname, "../.."));
    const { databaseUrl, origin } = findInstallation(readSettings([], process.env), process.env);
    const { url, ...options } = connectionOptions(databaseUrl);
    const sql = postgres(url, { ...options, max: 1, prepare: false, onnotice: () => {} });
    const link = await makeResetLink(drizzle(sql), email, origin).finally(() => sql.end());
    console.log(`A link that sets a new password for ${email}, once, within ${RESET_MINUTES} minutes:\n\n  ${link}\n`);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}
