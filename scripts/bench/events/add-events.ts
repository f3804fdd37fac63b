import type postgres from "postgres";
import { newId } from "../../../server/ids.ts";

/**
 * Records events as `recordEvent` does, in transactions of 100. The events of the conversations that take place meanwhile
 * make the product publish these, too; it is not told of these themselves.
 * @returns their ids.
 */
export async function addEvents(sql: postgres.Sql, workspaceId: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId("event"));
  for (let from = 0; from < count; from += 100) {
    const rows = ids.slice(from, from + 100).map((id) => ({
      id,
      workspace_id: workspaceId,
      name: "bot_published",
      payload: { bot_id: "bot_bench", bot_name: "Bench", note: "x".repeat(500) },
    }));
    await sql`insert into events ${sql(rows, "id", "workspace_id", "name", "payload")}`;
  }
  return ids;
}

/** The ids of all events of the workspace so far. */
export async function recordedIds(sql: postgres.Sql, workspaceId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`select id from events where workspace_id = ${workspaceId}`;
  return rows.map(({ id }) => id);
}
