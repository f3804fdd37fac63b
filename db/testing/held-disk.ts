import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { closeDatabase, db } from "@/db/client";
import { onDisk } from "@/db/on-disk";

interface Disk {
  /** Blocks later commits that wait for the disk until `release`; everything else continues. */
  hold(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Makes commits in this file's database wait for the disk, which tests otherwise do not. `hold` makes commits wait for
 * a replica that does not exist.
 */
export async function waitForDisk(): Promise<Disk> {
  const [row] = await db.execute<{ name: string }>(sql`select current_database() as name`);
  await db.execute(sql`alter database ${sql.identifier(row?.name ?? "")} set synchronous_commit to on`);
  // A session reads this setting when it begins.
  await closeDatabase();
  return {
    async hold() {
      await db.execute(sql`alter system set synchronous_standby_names to 'nobody'`);
      await reload();
      // The server takes a moment to apply it.
      while (!(await isHeld())) await sleep(10);
    },
    async release() {
      await db.execute(sql`alter system reset synchronous_standby_names`);
      await reload();
    },
  };
}

async function reload(): Promise<void> {
  await db.execute(sql`select pg_reload_conf()`);
}

function isHeld(): Promise<boolean> {
  return Promise.race([onDisk().then(() => false), sleep(100, true)]);
}
