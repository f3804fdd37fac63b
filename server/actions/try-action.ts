import { z } from "zod";
import { DomainError } from "@/server/errors";
import { dispatch } from "@/server/outbox/outbox";
import type { ServiceContext } from "@/server/service-context";
import { readArguments } from "./argument-schema";
import { findAction } from "./draft-actions";
import { requestRun } from "./run-action";

export const tryActionInput = z.object({ actionId: z.string(), arguments: z.record(z.string(), z.unknown()) });

/**
 * Runs an action of the draft with typed-in arguments, for real but outside of any conversation. `getRun` tells how it
 * goes.
 * @throws DomainError `invalid` with the path of each argument that is missing or ill-typed.
 */
export async function startTry(ctx: ServiceContext, input: z.infer<typeof tryActionInput>): Promise<{ runId: string }> {
  const { id, botId, definition } = await findAction(ctx, input.actionId);
  const { values, faults } = readArguments(definition, input.arguments);
  if (faults.length > 0) {
    const details = faults.map(({ argument, message }) => ({ path: ["arguments", argument.name], message }));
    const names = faults.map(({ argument }) => argument.name).join(", ");
    throw new DomainError("invalid", `The action was not called. Check these arguments: ${names}.`, { details });
  }
  const { workspaceId } = ctx;
  const outside = { conversationId: null, turnId: null };
  const run = { workspaceId, botId, actionId: id, definition, arguments: values, ...outside };
  const { id: runId, events } = await requestRun(run);
  await dispatch(events);
  return { runId };
}
