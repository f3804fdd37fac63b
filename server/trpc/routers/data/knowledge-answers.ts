import { z } from "zod";
import { idText } from "@/server/input-types";
import { changeGap, changeGapInput } from "@/server/knowledge/gaps/change-gap";
import { listGapQuestions, listGaps, listGapsInput } from "@/server/knowledge/gaps/list-gaps";
import { editorProcedure, router, workspaceProcedure } from "@/server/trpc/init";
import { tryQuestion, tryQuestionInput } from "@/server/turn/try-question";

export const knowledgeAnswersRouter = router({
  gaps: workspaceProcedure.input(listGapsInput).query(({ ctx, input }) => listGaps(ctx.service, input)),
  gapQuestions: workspaceProcedure
    .input(z.object({ gapId: idText }))
    .query(({ ctx, input }) => listGapQuestions(ctx.service, input.gapId)),
  changeGap: editorProcedure.input(changeGapInput).mutation(({ ctx, input }) => changeGap(ctx.service, input)),
  tryQuestion: editorProcedure.input(tryQuestionInput).mutation(({ ctx, input }) => tryQuestion(ctx.service, input)),
});
