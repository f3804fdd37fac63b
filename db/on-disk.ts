import { sql } from "drizzle-orm";
import { statement } from "./statement";

/**
 * Waits until the disk has all that was committed before, `unsynced` commits too: PostgreSQL writes its log in the
 * order of the commits, and this one waits for it.
 */
export async function onDisk(): Promise<void> {
  await commitMark({ prefix: "parley" });
}

/** The smallest thing to commit. Readers of the log whom the prefix tells nothing pass it by. */
const commitMark = statement<{ prefix: string }, Record<string, unknown>>(
  ({ prefix }) => sql`select pg_logical_emit_message(true, ${prefix}, ''::text)`,
);
