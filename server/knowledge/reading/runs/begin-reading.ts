import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import { firstCheck } from "@/server/outbox/check-time";
import type { SourceKind, SourceProgress } from "@/server/schemas/knowledge/source-settings";
import { inReading, type ReadingKey } from "./reading-key";

/** A reading that has begun. */
export interface BegunReading {
  kind: SourceKind;
  /** The database's time, as text with all its digits. */
  startedAt: string;
}

/** Marks a source as being read. @returns null if the reading was cancelled, replaced, or has ended. */
export async function beginReading(key: ReadingKey): Promise<BegunReading | null> {
  const [begun] = await db
    .update(knowledgeSources)
    .set({ status: "reading", progress: null, checkAt: firstCheck, updatedAt: sql`now()` })
    .where(inReading(key))
    .returning({ kind: knowledgeSources.kind, startedAt: sql<string>`now()::text` });
  return begun ?? null;
}

/**
 * Records how far a reading is, which also tells the sweep that it is not lost.
 * @returns whether it is still the source's current reading. If not, it must stop.
 */
export async function noteProgress(key: ReadingKey, progress: SourceProgress): Promise<boolean> {
  const noted = await db
    .update(knowledgeSources)
    .set({ status: "reading", progress, checkAt: firstCheck })
    .where(inReading(key))
    .returning({ id: knowledgeSources.id });
  return noted.length > 0;
}

/** Whether the reading is still the source's current one. */
export async function isCurrent(key: ReadingKey): Promise<boolean> {
  return (await db.$count(knowledgeSources, inReading(key))) > 0;
}
