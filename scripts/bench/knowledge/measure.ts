import { closeDatabase } from "@/db/client";
import { measureQuality } from "./measure-quality.ts";
import { measureSpeed } from "./measure-speed.ts";
import type { Sets } from "./read-sets.ts";

export type KnowledgeFigures = Awaited<ReturnType<typeof measureKnowledge>>;

/**
 * Measures the knowledge base on the database of `DATABASE_URL`. esbuild bundles this file, because the server's modules
 * are written for a bundler.
 * @param rows The chunks among which searches are timed.
 */
export async function measureKnowledge(sets: Sets, rows: number) {
  try {
    const quality = await measureQuality(sets);
    return { ...quality, speed: await measureSpeed(sets, rows) };
  } finally {
    await closeDatabase();
  }
}
