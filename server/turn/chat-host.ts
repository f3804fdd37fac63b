import { db } from "@/db/client";
import { awaitRun } from "@/server/actions/await-run";
import { createRun } from "@/server/actions/run-action";
import { callModel } from "@/server/models/call-model";
import { resolveModel } from "@/server/models/resolve-model";
import { dispatch, enqueue } from "@/server/outbox/outbox";
import type { LoadedTurn } from "./load-turn";
import type { TurnHost } from "./turn-host";

/** What the customer sees while the turn goes on. */
export interface TurnViewer {
  text(delta: string): void;
  /** A new model call begins: what it says stands apart from what was said before. */
  nextText(): void;
  /** An action is called. */
  working(actionName: string): void;
}

/** A run that takes longer is no longer waited for; it goes on all the same. */
const RUN_TIMEOUT_MS = 240_000;

/** The host that does everything at once and streams what the model says. */
export function chatHost(turn: LoadedTurn, viewer: TurnViewer): TurnHost {
  const { workspaceId, conversationId, turnId } = turn;
  const { botId, model } = turn.input.snapshot;
  const target = resolveModel(workspaceId, model);
  return {
    async callModel(_name, request) {
      viewer.nextText();
      return callModel(await target, request, { onTextDelta: (delta) => viewer.text(delta) });
    },
    async runAction(_name, call) {
      viewer.working(call.definition.name);
      const { run, events } = await db.transaction(async (tx) => {
        const created = await createRun(tx, { workspaceId, botId, conversationId, turnId, ...call });
        return { run: created.run, events: await enqueue(tx, [created.event]) };
      });
      return awaitRun({ workspaceId, runId: run.id }, () => dispatch(events), RUN_TIMEOUT_MS);
    },
  };
}
