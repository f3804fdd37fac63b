/** Allows one product per data folder: two would use the same database cluster. */
import { accessSync, chmodSync, constants, mkdirSync, readFileSync, statfsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { takeFileLock } from "./file-lock.ts";
import { type Settings, shownAddress } from "./settings.ts";

/** PostgreSQL's write-ahead log starts at 16 MB and a build takes about 100 MB. */
const NEEDED_MEGABYTES = 200;

/**
 * Prepares the data folder and claims it until this process ends.
 * @throws Error with the running instance, the full disk, or the folder that can't be written.
 */
export function claimDataDir(settings: Settings): void {
  const { dataDir } = settings;
  makeDataDir(dataDir);
  const lock = takeFileLock(path.join(dataDir, "instance.lock"));
  const holderFile = path.join(dataDir, "instance.json");
  if (!lock) throw new Error(describeHolder(holderFile, dataDir));
  writeFileSync(holderFile, JSON.stringify({ pid: process.pid, url: shownAddress(settings) }));
}

function makeDataDir(dataDir: string): void {
  try {
    const made = mkdirSync(dataDir, { recursive: true });
    // If root starts it, the database runs as another user, which must be able to enter regardless of the umask.
    if (made && process.getuid?.() === 0) openToAll(made, dataDir);
    accessSync(dataDir, constants.W_OK);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `The data folder can't be made or written (${reason}). Make it writable, or set PARLEY_DATA_DIR to a folder that is.`,
      {
        cause,
      },
    );
  }
  assertSpace(dataDir);
}

/** All folders from `first` down to `last`. */
function openToAll(first: string, last: string): void {
  for (let folder = last; ; folder = path.dirname(folder)) {
    chmodSync(folder, 0o755);
    if (path.relative(folder, first) === "") return;
  }
}

function assertSpace(dataDir: string): void {
  const { bavail, bsize } = statfsSync(dataDir);
  const free = Math.floor((bavail * bsize) / 2 ** 20);
  if (free >= NEEDED_MEGABYTES) return;
  throw new Error(
    `The disk that holds ${dataDir} is full: ${free} MB are left, Parley needs ${NEEDED_MEGABYTES} MB to start. ` +
      "Free some space, or set PARLEY_DATA_DIR to a folder on another disk.",
  );
}

function describeHolder(holderFile: string, dataDir: string): string {
  const holder = readHolder(holderFile);
  const who = holder ? `as process ${holder.pid}, at ${holder.url}` : "and is just starting";
  const how = holder ? `Stop it (Ctrl-C there, or: kill ${holder.pid})` : "Stop it";
  return `Parley is running on this data folder already, ${who}.\n${how}, or start another one with its own PARLEY_DATA_DIR and PORT.\nFolder: ${dataDir}`;
}

function readHolder(file: string): { pid: number; url: string } | undefined {
  try {
    const { pid, url } = JSON.parse(readFileSync(file, "utf8"));
    return typeof pid === "number" && typeof url === "string" ? { pid, url } : undefined;
  } catch {
    return undefined;
  }
}
