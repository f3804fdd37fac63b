import { sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { announcement } from "@/db/live";
import { requireRole } from "@/server/accounts/require-role";
import { conversationGone } from "@/server/conversations/change-conversation";
import type { ServiceContext } from "@/server/service-context";
import { listViewers, VIEWER_SECONDS, type Viewer } from "./list-viewers";
import type { viewInput } from "../schema";

/**
 * Records for 20 seconds that a member has a conversation open, and whether they are writing. Changes are announced. All
 * roles may call it.
 * @returns The members who have the conversation open.
 * @throws DomainError `not_found`.
 */
export async function viewConversation(
  ctx: ServiceContext,
  { conversationId, isTyping }: z.infer<typeof viewInput>,
): Promise<{ viewers: Viewer[] }> {
  requireRole(ctx, "viewer");
  const { workspaceId, actor } = ctx;
  const userId = actor.type === "user" ? actor.userId : null;
  const [found] = await db.execute(sql`
    with found as materialized (
      select id, workspace_id from conversations where id = ${conversationId} and workspace_id = ${workspaceId}
    ), before as materialized (
      select is_typing from conversation_viewers
      where conversation_id = ${conversationId} and user_id = ${userId}
        and seen_at > now() - ${VIEWER_SECONDS} * interval '1 second'
    ), viewing as (
      insert into conversation_viewers (workspace_id, conversation_id, user_id, seen_at, is_typing)
      select workspace_id, id, ${userId}, now(), ${isTyping} from found where ${userId}::text is not null
      on conflict (conversation_id, user_id) do update set seen_at = excluded.seen_at, is_typing = excluded.is_typing
      returning conversation_id
    )
    select (
      select ${announcement("conversation_viewers", sql`conversation_id`, workspaceId)} from viewing
      where not exists (select from before where is_typing = ${isTyping})
    ) from found`);
  if (!found) throw conversationGone();
  return { viewers: (await listViewers(workspaceId, [conversationId])).get(conversationId) ?? [] };
}
