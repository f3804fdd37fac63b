import { z } from "zod";
import { idText } from "@/server/input-types";
import { editorProcedure, router, workspaceProcedure } from "@/server/trpc/init";
import {
  createAction,
  createActionInput,
  deleteAction,
  getAction,
  listActions,
  reorderActions,
  reorderActionsInput,
  updateAction,
  updateActionInput,
} from "@/server/actions/definition/draft-actions";
import { duplicateAction } from "@/server/actions/definition/duplicate-action";
import { listRuns, listRunsInput } from "@/server/actions/history/list-runs";
import { rerun, rerunInput } from "@/server/actions/trial/rerun";
import { runStats, runStatsInput } from "@/server/actions/history/run-stats";
import { showRun } from "@/server/actions/history/show-run";
import { startTry, tryActionInput } from "@/server/actions/trial/try-action";
import { startStepTry, tryStepInput } from "@/server/actions/trial/try-step";

const byId = z.object({ actionId: idText });

export const actionsRouter = router({
  list: workspaceProcedure
    .input(z.object({ botId: idText }))
    .query(({ ctx, input }) => listActions(ctx.service, input.botId)),
  get: workspaceProcedure.input(byId).query(({ ctx, input }) => getAction(ctx.service, input.actionId)),
  create: editorProcedure.input(createActionInput).mutation(({ ctx, input }) => createAction(ctx.service, input)),
  update: editorProcedure.input(updateActionInput).mutation(({ ctx, input }) => updateAction(ctx.service, input)),
  duplicate: editorProcedure.input(byId).mutation(({ ctx, input }) => duplicateAction(ctx.service, input.actionId)),
  delete: editorProcedure.input(byId).mutation(({ ctx, input }) => deleteAction(ctx.service, input.actionId)),
  reorder: editorProcedure.input(reorderActionsInput).mutation(({ ctx, input }) => reorderActions(ctx.service, input)),
  try: editorProcedure.input(tryActionInput).mutation(({ ctx, input }) => startTry(ctx.service, input)),
  tryStep: editorProcedure.input(tryStepInput).mutation(({ ctx, input }) => startStepTry(ctx.service, input)),
  rerun: editorProcedure.input(rerunInput).mutation(({ ctx, input }) => rerun(ctx.service, input)),
  run: workspaceProcedure
    .input(z.object({ runId: idText }))
    .query(({ ctx, input }) => showRun(ctx.service, input.runId)),
  runs: workspaceProcedure.input(listRunsInput).query(({ ctx, input }) => listRuns(ctx.service, input)),
  runStats: workspaceProcedure.input(runStatsInput).query(({ ctx, input }) => runStats(ctx.service, input)),
});
