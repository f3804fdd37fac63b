import type { z } from "zod";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import { db } from "@/db/client";
import { announceEvents } from "@/server/events/publish/announce-events";
import { actorOf } from "../actor-of";
import { changeConversation } from "../change-conversation";
import { assignAutomatically } from "./assign-automatically";
import { handOffChange } from "./hand-off";
import type { handOffInput } from "./schema";

/**
 * Hands a conversation off to people until they give it back. If people have it already, this changes it only if the bot
 * would take it back automatically.
 * @returns Whether anything changed.
 * @throws DomainError `not_found`.
 */
export async function handOffByMember(
  ctx: ServiceContext,
  input: z.infer<typeof handOffInput>,
): Promise<{ changed: boolean }> {
  requireRole(ctx, "operator");
  const scope = { workspaceId: ctx.workspaceId, ...input };
  const by = actorOf(ctx);
  const change = handOffChange({ ...scope, cause: "manual", turnId: null, by });
  const changed = await db.transaction(async (tx) => {
    const isHandedOff = await changeConversation(change, tx);
    if (isHandedOff && by.actor !== "user") await assignAutomatically(scope, tx);
    return isHandedOff;
  });
  if (changed) announceEvents(ctx.workspaceId);
  return { changed };
}
