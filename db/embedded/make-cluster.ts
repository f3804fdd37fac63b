/** Creates a new database cluster with initdb. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type DatabaseUser, identity } from "./database-user.ts";

interface Options {
  /** The folder of the cluster. */
  dir: string;
  initdb: string;
  user: DatabaseUser | undefined;
}

/**
 * Returns the password of the cluster's user `postgres`; creates the cluster if it is missing or incomplete (without
 * its password file). The password is on no process's command line.
 * @throws Error with the output of initdb.
 */
export async function makeCluster({ dir, initdb, user }: Options): Promise<string> {
  const passwordFile = passwordFileOf(dir);
  if (existsSync(passwordFile)) return readFileSync(passwordFile, "utf8").trim();
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const password = randomBytes(18).toString("base64url");
  const handedOver = `${passwordFile}.initial`;
  rmSync(handedOver, { force: true });
  writeFileSync(handedOver, password, { mode: 0o600 });
  try {
    if (user) for (const target of [dir, handedOver]) chownSync(target, user.uid, user.gid);
    await runInitdb(initdb, initdbArguments(dir, handedOver), user);
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(handedOver, { force: true });
  }
  writeFileSync(passwordFile, password, { mode: 0o600 });
  return password;
}

/** The file that marks a cluster as complete. */
export function passwordFileOf(dir: string): string {
  return `${dir}.password`;
}

function initdbArguments(dir: string, passwordFile: string): string[] {
  const access = ["--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  return [`--pgdata=${dir}`, ...access, "--encoding=UTF8", "--locale=C.UTF-8", "--lc-messages=C", "--no-sync"];
}

async function runInitdb(program: string, args: string[], user: DatabaseUser | undefined): Promise<void> {
  // "/", because the user may have no access to the folder of this process.
  const child = spawn(program, args, { ...identity(user), cwd: "/", stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (errors += chunk));
  await new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(errors || `initdb ended with ${signal ?? code}`));
    });
  });
}
