import type { SQL } from "drizzle-orm";
import { db } from "./client";

/** Larger statements would hold their locks for seconds. */
export const DELETE_BATCH = 5000;

/**
 * Repeats a statement that deletes up to `most` rows until it deletes fewer.
 * @returns the number of deleted rows.
 */
export async function deleteInBatches(statement: SQL, most = DELETE_BATCH): Promise<number> {
  for (let total = 0; ;) {
    const { count } = await db.execute(statement);
    total += count;
    if (count < most) return total;
  }
}
