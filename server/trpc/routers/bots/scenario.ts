import { z } from "zod";
import { idText } from "@/server/input-types";
import { findRemoved } from "@/server/scenario/counters/find-removed";
import { readCounters } from "@/server/scenario/counters/read-counters";
import { editScenario, scenarioEdit } from "@/server/scenario/editing/edit-scenario";
import { getScenario } from "@/server/scenario/editing/get-scenario";
import {
  updateScenarioSettings,
  updateScenarioSettingsInput,
} from "@/server/scenario/editing/update-scenario-settings";
import {
  getScenarioSurroundings,
  listScenarioProblems,
  surroundingsInput,
} from "@/server/scenario/problems/list-scenario-problems";
import { countersInput, removedInput } from "@/server/schemas/scenario/counters";
import { getMatching } from "@/server/scenario/matching/get-matching";
import { getTraining, getTrainingInput } from "@/server/scenario/matching/get-training";
import { trainNow } from "@/server/scenario/matching/train-now";
import { tryPhrase, tryPhraseInput } from "@/server/scenario/matching/try-phrase";
import { editorProcedure, router, workspaceProcedure } from "@/server/trpc/init";

const botInput = z.object({ botId: idText });

/** A bot's scenario (CONTRACTS §4, §5). */
export const scenarioRouter = router({
  get: workspaceProcedure.input(botInput).query(({ ctx, input }) => getScenario(ctx.service, input.botId)),
  problems: workspaceProcedure
    .input(botInput)
    .query(({ ctx, input }) => listScenarioProblems(ctx.service, input.botId)),
  surroundings: workspaceProcedure
    .input(surroundingsInput)
    .query(({ ctx, input }) => getScenarioSurroundings(ctx.service, input)),
  counters: workspaceProcedure.input(countersInput).query(({ ctx, input }) => readCounters(ctx.service, input)),
  removed: workspaceProcedure.input(removedInput).query(({ ctx, input }) => findRemoved(ctx.service, input)),
  edit: editorProcedure.input(scenarioEdit).mutation(({ ctx, input }) => editScenario(ctx.service, input)),
  matching: workspaceProcedure.input(botInput).query(({ ctx, input }) => getMatching(ctx.service, input.botId)),
  train: editorProcedure.input(botInput).mutation(({ ctx, input }) => trainNow(ctx.service, input.botId)),
  training: workspaceProcedure.input(getTrainingInput).query(({ ctx, input }) => getTraining(ctx.service, input)),
  tryPhrase: editorProcedure.input(tryPhraseInput).mutation(({ ctx, input }) => tryPhrase(ctx.service, input)),
  updateSettings: editorProcedure
    .input(updateScenarioSettingsInput)
    .mutation(({ ctx, input }) => updateScenarioSettings(ctx.service, input)),
});
