import type { z } from "zod";
import { tagConversation, untagConversation } from "@/server/conversations/tag-conversation";
import type { ServiceContext } from "@/server/service-context";
import { operator } from "./operator";
import type { tagInput } from "./schema";

type Input = z.infer<typeof tagInput>;

/** Puts a tag on a conversation; returns it as it is kept. */
export async function addTag(ctx: ServiceContext, input: Input): Promise<{ tag: string }> {
  return { tag: await tagConversation({ workspaceId: ctx.workspaceId, ...input, by: operator(ctx) }) };
}

/** Takes a tag off a conversation. */
export async function removeTag(ctx: ServiceContext, input: Input): Promise<{ changed: boolean }> {
  return { changed: await untagConversation({ workspaceId: ctx.workspaceId, ...input, by: operator(ctx) }) };
}
