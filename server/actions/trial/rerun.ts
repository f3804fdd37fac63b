import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { actionRuns } from "@/db/schema/action-runs";
import { actions } from "@/db/schema/bots";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { readArguments } from "../definition/argument-schema";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import { startTry } from "./try-action";
import { startStepTry } from "./try-step";

export const rerunInput = z.object({ runId: idText });

interface Rerun {
  runId: string;
  /** Arguments of the earlier run that the action no longer has. */
  dropped: string[];
}

/**
 * Calls an action again with the arguments of an earlier run, using the current draft outside of any conversation. A
 * trial of one step tries that step again.
 * @throws DomainError `invalid` that names the arguments that no longer fit.
 */
export async function rerun(ctx: ServiceContext, { runId }: z.infer<typeof rerunInput>): Promise<Rerun> {
  requireRole(ctx, "editor");
  const run = await findRun(ctx, runId);
  const { definition, actionId, onlyStep } = run;
  if (!definition) {
    throw new DomainError("conflict", "The action of this run was deleted, so it cannot be called again.");
  }
  const known = new Set(definition.arguments.map(({ name }) => name));
  const dropped = Object.keys(run.arguments).filter((name) => !known.has(name));
  if (onlyStep !== null) {
    const again = { actionId, stepName: onlyStep, arguments: run.arguments, fromRunId: runId };
    return { ...(await startStepTry(ctx, again)), dropped };
  }
  assertStillFit(definition, run.arguments);
  return { ...(await startTry(ctx, { actionId, arguments: run.arguments })), dropped };
}

async function findRun(ctx: ServiceContext, runId: string) {
  const [run] = await db
    .select({
      actionId: actionRuns.actionId,
      arguments: actionRuns.arguments,
      onlyStep: sql<string | null>`${actionRuns.definition} ->> 'onlyStep'`,
      definition: actions.definition,
    })
    .from(actionRuns)
    .leftJoin(actions, and(eq(actions.id, actionRuns.actionId), eq(actions.workspaceId, actionRuns.workspaceId)))
    .where(and(eq(actionRuns.workspaceId, ctx.workspaceId), eq(actionRuns.id, runId)));
  if (!run) throw new DomainError("not_found", "This run does not exist in your workspace.");
  return run;
}

function assertStillFit(definition: ActionDefinition, given: Record<string, unknown>): void {
  const { faults } = readArguments(definition, given);
  if (faults.length === 0) return;
  const details = faults.map(({ argument: { name }, isMissing, message }) => {
    const what = isMissing ? `"${name}" is required now, and this run had no value for it.` : `"${name}" ${message}`;
    return { path: ["arguments", name], message: what };
  });
  const changes = details.map(({ message }) => message).join(" ");
  const message = `The action has changed since this run, and its arguments no longer fit: ${changes} Call it in Try it with values that fit.`;
  throw new DomainError("invalid", message, { details });
}
