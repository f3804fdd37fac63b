import type { z } from "zod";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import { actorOf } from "../actor-of";
import type { switchBotInput } from "./schema";
import { switchActiveBot } from "./switch-bot";

/** Switches a conversation to another bot, or back to its channel's own bot. Returns that bot's name. */
export async function switchBotByMember(
  ctx: ServiceContext,
  input: z.infer<typeof switchBotInput>,
): Promise<{ botName: string }> {
  requireRole(ctx, "operator");
  const botName = await switchActiveBot({ workspaceId: ctx.workspaceId, ...input, turnId: null, by: actorOf(ctx) });
  return { botName };
}
