import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { passwordFileOf } from "../../db/embedded/make-cluster.ts";
import { takeFileLock } from "../up/file-lock.ts";
import { type Settings, shownAddress } from "../up/settings.ts";

interface Installation {
  databaseUrl: string;
  /** The product's public address. */
  origin: string;
}

/** The line of PostgreSQL's postmaster.pid that contains its port. */
const PORT_LINE = 3;

/**
 * Finds the database and the address of this installation.
 * @throws Error if it has the embedded database and is not running.
 */
export function findInstallation(settings: Settings, environment: NodeJS.ProcessEnv): Installation {
  const { dataDir, databaseUrl } = settings;
  const origin = environment["PARLEY_URL"] || addressOfInstance(dataDir) || shownAddress(settings);
  if (databaseUrl) return { databaseUrl, origin };
  assertRunning(dataDir);
  const dir = path.join(dataDir, "db");
  const port = readFileSync(path.join(dir, "postmaster.pid"), "utf8").split("\n")[PORT_LINE]?.trim();
  const password = readFileSync(passwordFileOf(dir), "utf8").trim();
  return { databaseUrl: `postgres://postgres:${password}@127.0.0.1:${port}/parley`, origin };
}

function assertRunning(dataDir: string): void {
  const lock = existsSync(dataDir) ? takeFileLock(path.join(dataDir, "instance.lock")) : null;
  if (lock === undefined) return;
  lock?.release();
  throw new Error(
    `Parley is not running on ${dataDir}. Start it with \`npm run up\`, then run this command again in another terminal.`,
  );
}

function addressOfInstance(dataDir: string): string | undefined {
  try {
    const { url } = JSON.parse(readFileSync(path.join(dataDir, "instance.json"), "utf8"));
    return typeof url === "string" ? url : undefined;
  } catch {
    // Without the file, the address follows from the settings.
    return undefined;
  }
}
