import type { z } from "zod";
import { tagConversation, untagConversation } from "@/server/conversations/tag-conversation";
import type { ServiceContext } from "@/server/service-context";
import { requireRole } from "@/server/accounts/require-role";
import { actorOf } from "@/server/conversations/actor-of";
import type { tagInput } from "./schema";

type Input = z.infer<typeof tagInput>;

/** Adds a tag to a conversation. Returns the tag as it is stored. */
export async function addTag(ctx: ServiceContext, input: Input): Promise<{ tag: string }> {
  requireRole(ctx, "operator");
  return { tag: await tagConversation({ workspaceId: ctx.workspaceId, ...input, by: actorOf(ctx) }) };
}

/** Removes a tag from a conversation. */
export async function removeTag(ctx: ServiceContext, input: Input): Promise<{ changed: boolean }> {
  requireRole(ctx, "operator");
  return { changed: await untagConversation({ workspaceId: ctx.workspaceId, ...input, by: actorOf(ctx) }) };
}
