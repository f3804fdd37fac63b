/** Chooses the data folder if the user has not set one. */
import { createHash } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { type DatabaseUser, databaseUser, mayUse } from "../../db/embedded/database-user.ts";
import { passwordFileOf } from "../../db/embedded/make-cluster.ts";
import type { Progress } from "./progress.ts";
import type { Settings } from "./settings.ts";

/** Linux's place for the data of services. */
const SYSTEM_FOLDER = "/var/lib/parley";

/** Limited, since the path of PostgreSQL's socket must stay short. */
const MAX_NAME = 40;

interface Place {
  root: string;
  /** The data folder inside the project. */
  inProject: string;
  /** The data folder outside. */
  outside: string;
  /** The user that runs the database; undefined if it is the user of this process. */
  user: DatabaseUser | undefined;
}

/**
 * Moves the data folder out of the project if the database's user can't enter the project, as when root starts it below
 * /root. Existing data is not moved.
 */
export function withReachableDataDir(settings: Settings, progress: Progress): Settings {
  const { root, dataDir: inProject, databaseUrl } = settings;
  const outside = path.join(SYSTEM_FOLDER, outsideName(root));
  if (hasDatabase(inProject) || process.getuid?.() !== 0) return settings;
  // Keep using its secrets, even while this installation uses another database.
  if (existsSync(path.join(outside, "secrets.json"))) return { ...settings, dataDir: outside };
  if (databaseUrl) return settings;
  const place = { root, inProject, outside, user: databaseUser(path.join(inProject, "db")) };
  const dataDir = chooseDataDir(place, mayUse);
  if (dataDir === outside) {
    progress.say(
      `The data is stored in ${outside}: PostgreSQL runs as the user "${place.user?.name}", which can't enter ${root}.`,
    );
  }
  return { ...settings, dataDir };
}

/** Returns the folder inside the project if the database's user can enter it, otherwise the one outside. */
export function chooseDataDir({ root, inProject, outside, user }: Place, mayUserUse: typeof mayUse): string {
  const folder = existsSync(inProject) ? inProject : root;
  return mayUserUse(folder, user) ? inProject : outside;
}

/** A name that is the same for every start from one path, and different for other paths. */
export function outsideName(root: string): string {
  const real = realpathSync(root);
  const name = path
    .basename(real)
    .replaceAll(/[^\w.-]/g, "-")
    .slice(0, MAX_NAME);
  return `${name}-${createHash("sha256").update(real).digest("hex").slice(0, 8)}`;
}

function hasDatabase(dataDir: string): boolean {
  return existsSync(passwordFileOf(path.join(dataDir, "db")));
}
