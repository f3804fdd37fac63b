import type { z } from "zod";
import { db } from "@/db/client";
import { requireRole } from "@/server/accounts/require-role";
import { dispatch } from "@/server/outbox/outbox";
import type { ServiceContext } from "@/server/service-context";
import { actorOf } from "../actor-of";
import { requestAnswer } from "./request-answer";
import type { takeBackInput } from "./schema";
import { takeBack } from "./take-back";

/**
 * Gives a conversation back to its bot. With `answerNow` the bot also answers the customer's newest message if it is
 * unanswered; repeated requests lead to one answer.
 * @returns Whether people had it until now, and whether an answer was requested.
 * @throws DomainError `not_found`.
 */
export async function takeBackByMember(
  ctx: ServiceContext,
  { conversationId, answerNow }: z.infer<typeof takeBackInput>,
): Promise<{ changed: boolean; answers: boolean }> {
  requireRole(ctx, "operator");
  const scope = { workspaceId: ctx.workspaceId, conversationId };
  const { changed, events } = await db.transaction(async (tx) => ({
    changed: await takeBack({ ...scope, by: actorOf(ctx) }, tx),
    events: answerNow ? await requestAnswer(tx, scope) : [],
  }));
  await dispatch(events);
  return { changed, answers: events.length > 0 };
}
