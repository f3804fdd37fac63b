import { and, desc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { channelRequests } from "@/db/schema/channel-requests";
import { requireRole } from "@/server/accounts/require-role";
import { findChannel } from "@/server/channels/get-channel";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import { KEPT_REQUESTS } from "./request-log";

/** The columns that the list shows; bodies are loaded for one request at a time. */
const line = {
  id: channelRequests.id,
  receivedAt: channelRequests.receivedAt,
  status: channelRequests.status,
  durationMs: channelRequests.durationMs,
  messageId: channelRequests.messageId,
  summary: channelRequests.summary,
};

/**
 * Lists the latest requests to a custom channel's API, newest first.
 * @throws DomainError not_found for a channel of another workspace.
 */
export async function listRequests(ctx: ServiceContext, channelId: string) {
  requireRole(ctx, "editor");
  const channel = await findChannel(ctx, channelId);
  return db
    .select(line)
    .from(channelRequests)
    .where(and(eq(channelRequests.workspaceId, ctx.workspaceId), eq(channelRequests.channelId, channel.id)))
    .orderBy(desc(channelRequests.id))
    .limit(KEPT_REQUESTS);
}

/**
 * Returns one request with its body and its response.
 * @throws DomainError not_found if it belongs to another workspace, or newer requests have replaced it.
 */
export async function getRequest(ctx: ServiceContext, requestId: string) {
  requireRole(ctx, "editor");
  const [request] = await db
    .select({ ...line, body: channelRequests.body, answer: channelRequests.answer })
    .from(channelRequests)
    .where(and(eq(channelRequests.workspaceId, ctx.workspaceId), eq(channelRequests.id, requestId)));
  if (!request)
    throw new DomainError("not_found", "This request is not in the log any more: newer ones took its place.");
  return request;
}
