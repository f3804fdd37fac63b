/** The keys of this installation, generated at its first start. */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

const NAMES = ["PARLEY_SECRET", "INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"] as const;

export type LocalSecrets = Record<(typeof NAMES)[number], string>;

/**
 * Reads the data folder's secrets.json, or creates it (readable only by its owner).
 * @throws Error if the file is damaged, or is missing while the database that was encrypted with it still exists.
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
  // Rename it into place, so that an interrupted start leaves no partial file.
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
