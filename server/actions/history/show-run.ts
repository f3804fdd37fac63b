import { and, eq } from "drizzle-orm";
import { actionRuns } from "@/db/schema/action-runs";
import { requireRole } from "@/server/accounts/require-role";
import { hasRole } from "@/server/roles";
import type { ServiceContext } from "@/server/service-context";
import { getRun } from "./get-run";
import { redactOutput } from "../redact/redact";
import { selectRunHeads } from "./run-head";
import { hideCallbackTokens } from "../steps/callback/hide-callback-tokens";

/** What a step waits for, as people see it. */
type ShownWait =
  | { type: "until"; at: string }
  /** Anyone with the address can end the wait, so it is shown to editors only; null for others. */
  | { type: "callback"; until: string; address: string | null }
  | { type: "bot"; botName: string; input: string };

/** A run in full: its summary, each of its steps, and what it waits for. */
export async function showRun(ctx: ServiceContext, runId: string) {
  requireRole(ctx, "viewer");
  const [run, [head]] = await Promise.all([
    getRun(ctx, runId),
    selectRunHeads({}).where(and(eq(actionRuns.workspaceId, ctx.workspaceId), eq(actionRuns.id, runId))),
  ]);
  if (!head) throw new Error(`The run ${runId} has gone while it was read.`);
  const { createdExactly: _exactly, ...shown } = head;
  // Values that change during a run come from the statement that read its steps.
  const all = { ...shown, ...run, steps: run.steps.map(withWait) };
  return mayEdit(ctx) ? all : withoutAddresses(all);
}

type StepOfRun = Awaited<ReturnType<typeof getRun>>["steps"][number];

function withWait({ callbackUrl, rest, ...step }: StepOfRun): Omit<StepOfRun, "callbackUrl" | "rest"> & {
  rest: ShownWait | null;
} {
  return { ...step, rest: rest?.type === "callback" ? { ...rest, address: callbackUrl } : rest };
}

function mayEdit({ actor }: ServiceContext): boolean {
  return actor.type === "system" || hasRole(actor.role, "editor");
}

/** Callback addresses also appear in the requests that sent them and in answers that repeated those. */
function withoutAddresses<R extends { result: string | null; resultExcerpt: string | null; steps: ShownStep[] }>(
  run: R,
) {
  const maskOrNull = (text: string | null) => text && hideCallbackTokens(text);
  return {
    ...run,
    result: maskOrNull(run.result),
    resultExcerpt: maskOrNull(run.resultExcerpt),
    steps: run.steps.map(({ rest, output, ...step }) => ({
      ...step,
      output: redactOutput(output, hideCallbackTokens),
      rest: rest?.type === "callback" ? { ...rest, address: null } : rest,
    })),
  };
}

type ShownStep = ReturnType<typeof withWait>;
