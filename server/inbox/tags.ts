import type { z } from "zod";
import { tagConversation, untagConversation } from "@/server/conversations/tag-conversation";
import type { ServiceContext } from "@/server/service-context";
import { requireRole } from "@/server/accounts/require-role";
import { actorOf } from "@/server/conversations/actor-of";
import type { tagInput } from "./schema";

type Input = z.infer<typeof tagInput>;

/** Puts a tag on a conversation; returns it as it is kept. */
export async function addTag(ctx: ServiceContext, input: Input): Promise<{ tag: string }> {
  requireRole(ctx, "operator");
  return { tag: await tagConversation({ workspaceId: ctx.workspaceId, ...input, by: actorOf(ctx) }) };
}

/** Takes a tag off a conversation. */
export async function removeTag(ctx: ServiceContext, input: Input): Promise<{ changed: boolean }> {
  requireRole(ctx, "operator");
  return { changed: await untagConversation({ workspaceId: ctx.workspaceId, ...input, by: actorOf(ctx) }) };
}
