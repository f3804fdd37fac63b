/** Where the data goes without a setting. */
import { createHash } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { type DatabaseUser, databaseUser, mayUse } from "../../db/embedded/database-user.ts";
import { passwordFileOf } from "../../db/embedded/make-cluster.ts";
import type { Progress } from "./progress.ts";
import type { Settings } from "./settings.ts";

/** Where Linux keeps the data of services. */
const SYSTEM_FOLDER = "/var/lib/parley";

/** For PostgreSQL's socket, whose whole path has to stay short. */
const LONGEST_NAME = 40;

interface Place {
  root: string;
  /** The data folder inside the project. */
  inProject: string;
  /** The data folder outside. */
  outside: string;
  /** The user that runs the database; undefined where that is the user of this process. */
  user: DatabaseUser | undefined;
}

/**
 * Moves the data folder out of the project if the database's user can't enter the project, as when root starts it below
 * /root. Existing data stays where it is.
 */
export function withReachableDataDir(settings: Settings, progress: Progress): Settings {
  const { root, dataDir: inProject, databaseUrl } = settings;
  const outside = path.join(SYSTEM_FOLDER, outsideName(root));
  if (hasDatabase(inProject) || process.getuid?.() !== 0) return settings;
  // Its secrets belong to that installation also while it uses a database elsewhere.
  if (existsSync(path.join(outside, "secrets.json"))) return { ...settings, dataDir: outside };
  if (databaseUrl) return settings;
  const place = { root, inProject, outside, user: databaseUser(path.join(inProject, "db")) };
  const dataDir = chooseDataDir(place, mayUse);
  if (dataDir === outside) {
    progress.say(
      `The data goes to ${outside}: PostgreSQL runs as the user "${place.user?.name}", which may not enter ${root}.`,
    );
  }
  return { ...settings, dataDir };
}

/** Inside the project if the database's user may enter it, else outside. */
export function chooseDataDir({ root, inProject, outside, user }: Place, mayUserUse: typeof mayUse): string {
  const folder = existsSync(inProject) ? inProject : root;
  return mayUserUse(folder, user) ? inProject : outside;
}

/** The same for every start from one path, and different for every other path. */
export function outsideName(root: string): string {
  const real = realpathSync(root);
  const name = path
    .basename(real)
    .replaceAll(/[^\w.-]/g, "-")
    .slice(0, LONGEST_NAME);
  return `${name}-${createHash("sha256").update(real).digest("hex").slice(0, 8)}`;
}

function hasDatabase(dataDir: string): boolean {
  return existsSync(passwordFileOf(path.join(dataDir, "db")));
}
