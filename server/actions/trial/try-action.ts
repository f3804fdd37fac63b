import { z } from "zod";
import { requireRole } from "@/server/accounts/require-role";
import { idText } from "@/server/input-types";
import { dispatch } from "@/server/outbox/outbox";
import type { ServiceContext } from "@/server/service-context";
import { findAction } from "../definition/draft-actions";
import { givenArguments } from "../runs/given-arguments";
import { requestRun } from "../runs/create-run";

export const tryActionInput = z.object({ actionId: idText, arguments: z.record(z.string(), z.unknown()) });

/**
 * Runs an action of the draft with typed-in arguments, with real effects but outside of any conversation. `showRun`
 * shows its progress.
 * @throws DomainError `invalid` with the path of each argument that is missing or has the wrong type.
 */
export async function startTry(ctx: ServiceContext, input: z.infer<typeof tryActionInput>): Promise<{ runId: string }> {
  requireRole(ctx, "editor");
  const action = await findAction(ctx, input.actionId);
  const { id: actionId, botId, definition } = action;
  const values = await givenArguments(ctx, action, input.arguments);
  const { workspaceId } = ctx;
  const outside = { conversationId: null, turnId: null, isDraft: true };
  const run = { workspaceId, botId, actionId, definition, arguments: values, ...outside };
  const { id: runId, events } = await requestRun(run);
  await dispatch(events);
  return { runId };
}
