import { and, asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { messages } from "@/db/schema/conversations";
import { deliveryAttempts } from "@/db/schema/deliveries";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";

/** One attempt to deliver a message; in progress while it has neither a status nor an error. */
export interface AttemptEntry {
  number: number;
  /** Without secrets; empty if there was no address. */
  url: string;
  status: number | null;
  error: string | null;
  responseExcerpt: string | null;
  durationMs: number;
  createdAt: Date;
}

/**
 * Lists the attempts to deliver a message, oldest first; empty if the message needs no delivery.
 * @throws DomainError not_found for a message of another workspace.
 */
export async function listAttempts(ctx: ServiceContext, messageId: string): Promise<AttemptEntry[]> {
  requireRole(ctx, "viewer");
  const [message] = await db
    .select({ deliveryId: messages.deliveryId })
    .from(messages)
    .where(and(eq(messages.workspaceId, ctx.workspaceId), eq(messages.id, messageId)));
  if (!message) throw new DomainError("not_found", "This message does not exist in your workspace.");
  if (message.deliveryId === null) return [];
  return db
    .select({
      number: deliveryAttempts.number,
      url: deliveryAttempts.url,
      status: deliveryAttempts.status,
      error: deliveryAttempts.error,
      responseExcerpt: deliveryAttempts.responseExcerpt,
      durationMs: deliveryAttempts.durationMs,
      createdAt: deliveryAttempts.createdAt,
    })
    .from(deliveryAttempts)
    .where(and(eq(deliveryAttempts.workspaceId, ctx.workspaceId), eq(deliveryAttempts.deliveryId, message.deliveryId)))
    .orderBy(asc(deliveryAttempts.number));
}
