/** The operating system user that runs PostgreSQL, which refuses to run as root. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";

export interface DatabaseUser {
  name: string;
  uid: number;
  gid: number;
}

const NAME = "postgres";
/** Exists on every Linux and macOS; runs the database if no user can be created. */
const FALLBACK = "nobody";

/**
 * Returns undefined if PostgreSQL runs as the user of this process. For root, returns the owner of the cluster in
 * `dir`, otherwise the system's user `postgres` (created if missing), otherwise `nobody`.
 */
export function databaseUser(dir: string): DatabaseUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return ownerOf(dir) ?? lookUp(NAME) ?? make(NAME) ?? lookUp(FALLBACK);
}

/** Whether the user can enter the folder or run the program. Asks the kernel, to include access control lists. */
export function mayUse(target: string, user: DatabaseUser | undefined): boolean {
  const { status, error } = spawnSync("test", ["-x", target], { ...identity(user), cwd: "/" });
  if (error) throw error;
  return status === 0;
}

/** Variables with system settings only. */
const PASSED_ON = new Set(["PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH"]);

/**
 * The options of `spawn` for a process of this user. Another user's process gets no secrets from the environment,
 * because that user's other processes could read them there.
 */
export function identity(user: DatabaseUser | undefined): { uid?: number; gid?: number; env?: NodeJS.ProcessEnv } {
  if (!user) return {};
  const passedOn = Object.entries(process.env).filter(([name]) => PASSED_ON.has(name));
  return { uid: user.uid, gid: user.gid, env: { NODE_ENV: process.env.NODE_ENV, ...Object.fromEntries(passedOn) } };
}

/** Keeps the owner of an existing cluster, such as the user that ran Parley before root did. */
function ownerOf(dir: string): DatabaseUser | undefined {
  if (!existsSync(dir)) return undefined;
  const { uid, gid } = statSync(dir);
  return uid === 0 ? undefined : { name: `user ${uid}`, uid, gid };
}

function lookUp(name: string): DatabaseUser | undefined {
  const id = (flag: string) => Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }));
  try {
    return { name, uid: id("-u"), gid: id("-g") };
  } catch {
    return undefined;
  }
}

function make(name: string): DatabaseUser | undefined {
  spawnSync("groupadd", ["--system", "--force", name]);
  const options = ["--system", "--gid", name, "--no-create-home", "--home-dir", "/nonexistent"];
  spawnSync("useradd", [...options, "--shell", "/usr/sbin/nologin", name]);
  return lookUp(name);
}
