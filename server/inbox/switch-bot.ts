import type { z } from "zod";
import { switchActiveBot } from "@/server/conversations/answering/switch-bot";
import type { ServiceContext } from "@/server/service-context";
import { operator } from "./operator";
import type { switchBotInput } from "./schema";

/** Lets another bot answer a conversation, or its channel's own again. Returns that bot's name. */
export async function switchInboxBot(
  ctx: ServiceContext,
  input: z.infer<typeof switchBotInput>,
): Promise<{ botName: string }> {
  const by = operator(ctx);
  return { botName: await switchActiveBot({ workspaceId: ctx.workspaceId, ...input, turnId: null, by }) };
}
