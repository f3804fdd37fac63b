import { z } from "zod";
import { pollUses } from "@/server/actions/steps/find-uses";
import { idText } from "@/server/input-types";
import { deletePoll, deletePollInput } from "@/server/polls/delete-poll";
import { getPoll, getPollResults, listPolls } from "@/server/polls/get-poll";
import { savePoll, savePollInput } from "@/server/polls/save-poll";
import { editorProcedure, router, workspaceProcedure } from "@/server/trpc/init";

const byId = z.object({ pollId: idText });

export const pollsRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listPolls(ctx.service)),
  get: workspaceProcedure.input(byId).query(({ ctx, input }) => getPoll(ctx.service, input.pollId)),
  results: workspaceProcedure.input(byId).query(({ ctx, input }) => getPollResults(ctx.service, input.pollId)),
  save: editorProcedure.input(savePollInput).mutation(({ ctx, input }) => savePoll(ctx.service, input)),
  delete: editorProcedure.input(deletePollInput).mutation(({ ctx, input }) => deletePoll(ctx.service, input, pollUses)),
});
