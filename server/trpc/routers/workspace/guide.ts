import { getGuide } from "@/server/guide/get-guide";
import { setGuideInput } from "@/server/guide/guide-steps";
import { setGuide } from "@/server/guide/set-guide";
import { editorProcedure, router } from "@/server/trpc/init";

export const guideRouter = router({
  get: editorProcedure.query(({ ctx }) => getGuide(ctx.service)),
  set: editorProcedure.input(setGuideInput).mutation(({ ctx, input }) => setGuide(ctx.service, input)),
});
