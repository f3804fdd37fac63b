/** A lock between processes that the system releases when its holder ends, even after kill -9. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Keeps the handles: a garbage-collected handle would release its lock. */
const held = new Set<DatabaseSync>();
/** Resource busy: https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

/**
 * Takes the lock, or returns undefined while another process holds it. It is SQLite's lock on an empty database, which
 * the kernel releases: unlike a file with a process id, it can't become stale.
 */
export function takeFileLock(file: string): { release(): void } | undefined {
  mkdirSync(path.dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  try {
    database.exec("pragma busy_timeout = 0; pragma journal_mode = memory; begin exclusive");
  } catch (error) {
    database.close();
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
  held.add(database);
  return {
    release() {
      held.delete(database);
      database.close();
    },
  };
}
