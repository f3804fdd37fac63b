import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { closeDatabase, db } from "@/db/client";
import { onDisk } from "@/db/on-disk";

interface Disk {
  /** What is committed from here on and waits for the disk does so until `release`; the rest goes on as usual. */
  hold(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Lets this file's database wait for the disk, which it does not elsewhere. To hold the disk is to let commits wait for
 * a replica that is not there.
 */
export async function waitForDisk(): Promise<Disk> {
  const [row] = await db.execute<{ name: string }>(sql`select current_database() as name`);
  await db.execute(sql`alter database ${sql.identifier(row?.name ?? "")} set synchronous_commit to on`);
  // What a session waits for is settled as it begins.
  await closeDatabase();
  return {
    async hold() {
      await db.execute(sql`alter system set synchronous_standby_names to 'nobody'`);
      await reload();
      // The server takes a moment to hear of it.
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
