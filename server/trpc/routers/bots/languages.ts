import { draftTranslations, draftTranslationsInput } from "@/server/languages/draft-translations";
import { getLanguages, getLanguagesInput } from "@/server/languages/get-languages";
import { listMissing, listMissingInput } from "@/server/languages/list-missing";
import { listTexts, listTextsInput } from "@/server/languages/list-texts";
import { saveTranslation, saveTranslationInput } from "@/server/languages/save-translation";
import { setLanguages, setLanguagesInput } from "@/server/languages/set-languages";
import { editorProcedure, router, workspaceProcedure } from "@/server/trpc/init";

/** The languages of a bot, and the translations of its fixed texts. */
export const languagesRouter = router({
  get: workspaceProcedure.input(getLanguagesInput).query(({ ctx, input }) => getLanguages(ctx.service, input)),
  set: editorProcedure.input(setLanguagesInput).mutation(({ ctx, input }) => setLanguages(ctx.service, input)),
  texts: workspaceProcedure.input(listTextsInput).query(({ ctx, input }) => listTexts(ctx.service, input)),
  missing: workspaceProcedure.input(listMissingInput).query(({ ctx, input }) => listMissing(ctx.service, input)),
  save: editorProcedure.input(saveTranslationInput).mutation(({ ctx, input }) => saveTranslation(ctx.service, input)),
  draft: editorProcedure
    .input(draftTranslationsInput)
    .mutation(({ ctx, input }) => draftTranslations(ctx.service, input)),
});
