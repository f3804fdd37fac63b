/** A lock between processes that the system itself drops when its holder ends, kill -9 included. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

/** A handle that is collected as garbage would give up its lock. */
const held = new Set<DatabaseSync>();
/** Resource busy: https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

/**
 * Takes the lock, or returns undefined while another process holds it. It is SQLite's lock on an empty database: a
 * lock of the kernel, so that there is no stale lock to recognise, which a file with a process id in it would leave.
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
