import { type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { isShownToMember } from "./limits-sql";

interface Kind {
  table: SQL;
  /** A condition: the member `m` sees the row `t`. */
  isShown: SQL;
}

const everyone = sql`true`;
/** Belongs to no bot, so that only members who see all bots see it. */
const allBots = isShownToMember({ botId: sql`null::text`, channelId: sql`null::text` });

/** What pages have in their addresses, by the prefix of its id. */
const kinds: Record<string, Kind> = {
  bot: { table: sql`bots`, isShown: isShownToMember({ botId: sql`t.id`, channelId: sql`null::text` }) },
  cnv: { table: sql`conversations`, isShown: isShownToMember({ botId: sql`t.bot_id`, channelId: sql`t.channel_id` }) },
  src: { table: sql`knowledge_sources`, isShown: everyone },
  tbl: { table: sql`data_tables`, isShown: everyone },
  raf: { table: sql`raffles`, isShown: allBots },
  pol: { table: sql`polls`, isShown: allBots },
  end: { table: sql`event_endpoints`, isShown: allBots },
};

/**
 * Finds the workspace of a thing that a page shows.
 * @param current The workspace of the page, which is not an answer.
 * @returns null unless the user is a member of another workspace and sees the thing there.
 */
export async function findWorkspaceOf(
  userId: string,
  id: string,
  current: string | null,
): Promise<{ id: string; name: string } | null> {
  const kind = kinds[id.slice(0, id.indexOf("_"))];
  if (!kind) return null;
  const [found] = await db.execute<{ id: string; name: string }>(sql`
    select w.id, w.name from ${kind.table} t
    join memberships m on m.workspace_id = t.workspace_id and m.user_id = ${userId}
    join workspaces w on w.id = t.workspace_id
    where t.id = ${id} and w.id <> ${current ?? ""} and ${kind.isShown}`);
  return found ?? null;
}
