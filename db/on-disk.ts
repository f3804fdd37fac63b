import { sql } from "drizzle-orm";
import { statement } from "./statement";

/**
 * Waits until everything committed so far is on disk, including `asyncCommit` commits: PostgreSQL writes its log in commit
 * order, and this commit waits for the log.
 */
export async function onDisk(): Promise<void> {
  await commitMark({ prefix: "parley" });
}

/** Makes the smallest possible commit. Logical replication clients ignore messages with an unknown prefix. */
const commitMark = statement<{ prefix: string }, Record<string, unknown>>(
  ({ prefix }) => sql`select pg_logical_emit_message(true, ${prefix}, ''::text)`,
);
