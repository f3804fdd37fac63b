/** The keys of this installation, made once at its first start. */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

const NAMES = ["PARLEY_SECRET", "INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"] as const;

export type LocalSecrets = Record<(typeof NAMES)[number], string>;

/**
 * Reads the data folder's secrets.json, or makes it (readable for its owner alone).
 * @throws Error when the file is damaged, or is gone while the database that was encrypted with it is still there.
 */
export function localSecrets(dataDir: string): LocalSecrets {
  const file = path.join(dataDir, "secrets.json");
  if (existsSync(file)) return read(file);
  if (existsSync(path.join(dataDir, "db.password"))) {
    throw new Error(
      `${file} is missing, but the database beside it is there, and its stored tokens can't be read without that file. ` +
        `Put the file back from a backup, or move ${dataDir} away to start empty.`,
    );
  }
  const made = makeSecrets();
  // Renamed into place, so that a start that is killed here leaves no half file.
  writeFileSync(`${file}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return made;
}

function makeSecrets(): LocalSecrets {
  return {
    PARLEY_SECRET: randomBytes(32).toString("base64url"),
    INNGEST_EVENT_KEY: randomBytes(24).toString("base64url"),
    INNGEST_SIGNING_KEY: `signkey-prod-${randomBytes(32).toString("hex")}`,
  };
}

function read(file: string): LocalSecrets {
  const damaged = new Error(
    `${file} is damaged: it must be JSON with ${NAMES.join(", ")}. Put it back from a backup; without it stored tokens can't be read.`,
  );
  let found: Partial<LocalSecrets>;
  try {
    found = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(damaged.message, { cause: error });
  }
  const { PARLEY_SECRET, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY } = found ?? {};
  if (!PARLEY_SECRET || !INNGEST_EVENT_KEY || !INNGEST_SIGNING_KEY) throw damaged;
  return { PARLEY_SECRET, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY };
}
