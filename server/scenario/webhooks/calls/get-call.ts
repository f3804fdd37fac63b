import { and, asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { scenarioWebhookAttempts, scenarioWebhookCalls, scenarioWebhooks } from "@/db/schema/scenario";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { redactUrl } from "@/server/outbound/addresses/redact-url";
import type { ServiceContext } from "@/server/service-context";

export type ShownCall = Awaited<ReturnType<typeof readCall>>;

/** Returns a call of a webhook with its body and attempts. @throws DomainError not_found. */
export async function getCall(ctx: ServiceContext, callId: string): Promise<ShownCall> {
  requireRole(ctx, "viewer");
  return readCall(ctx.workspaceId, callId);
}

/** Reads a call with its attempts, without secrets. @throws DomainError not_found. */
export async function readCall(workspaceId: string, callId: string) {
  const call = await findCall(workspaceId, callId);
  const [[webhook], attempts] = await Promise.all([
    db
      .select({ name: scenarioWebhooks.name, url: scenarioWebhooks.url })
      .from(scenarioWebhooks)
      .where(and(eq(scenarioWebhooks.workspaceId, workspaceId), eq(scenarioWebhooks.id, call.webhookId))),
    db
      .select({
        number: scenarioWebhookAttempts.number,
        startedAt: scenarioWebhookAttempts.startedAt,
        status: scenarioWebhookAttempts.status,
        durationMs: scenarioWebhookAttempts.durationMs,
        error: scenarioWebhookAttempts.error,
        responseExcerpt: scenarioWebhookAttempts.responseExcerpt,
      })
      .from(scenarioWebhookAttempts)
      .where(eq(scenarioWebhookAttempts.callId, callId))
      .orderBy(asc(scenarioWebhookAttempts.number)),
  ]);
  return {
    id: call.id,
    webhookId: call.webhookId,
    webhookName: webhook?.name ?? "",
    url: redactUrl(webhook?.url ?? ""),
    conversationId: call.conversationId,
    interactionId: call.interactionId,
    replayOf: call.replayOf,
    isTest: call.isTest,
    body: call.body,
    status: call.status,
    error: call.error,
    /** What was used of the answer; null without one that can be used. */
    answer: call.answer,
    nextAttemptAt: call.status === "sending" ? (call.nextAttemptAt?.toISOString() ?? null) : null,
    createdAt: call.createdAt.toISOString(),
    attempts: attempts.map((attempt) => ({ ...attempt, startedAt: attempt.startedAt.toISOString() })),
  };
}

/** Finds a call of a workspace. @throws DomainError not_found. */
export async function findCall(workspaceId: string, callId: string) {
  const [call] = await db
    .select()
    .from(scenarioWebhookCalls)
    .where(and(eq(scenarioWebhookCalls.workspaceId, workspaceId), eq(scenarioWebhookCalls.id, callId)));
  if (!call) throw new DomainError("not_found", "This call does not exist in your workspace.");
  return call;
}
