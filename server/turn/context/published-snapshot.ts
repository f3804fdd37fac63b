import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { botVersions } from "@/db/schema/bots";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";

/** Versions never change, so they are cached; the oldest one is evicted when the cache is full. */
const CACHED_SNAPSHOTS = 200;
const snapshots = new Map<string, BotSnapshot>();

/** Reads what a version of a bot consists of. */
export async function publishedSnapshot(versionId: string): Promise<BotSnapshot> {
  const cached = snapshots.get(versionId);
  if (cached) return cached;
  const [version] = await db.select().from(botVersions).where(eq(botVersions.id, versionId));
  if (!version) throw new Error(`There is no bot version ${versionId}.`);
  const oldest = snapshots.keys().next();
  if (snapshots.size >= CACHED_SNAPSHOTS && !oldest.done) snapshots.delete(oldest.value);
  snapshots.set(versionId, version.snapshot);
  return version.snapshot;
}
