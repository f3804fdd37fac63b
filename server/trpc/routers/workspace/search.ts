import { findThings, findThingsInput } from "@/server/search/find-things";
import { router, workspaceProcedure } from "@/server/trpc/init";

export const searchRouter = router({
  things: workspaceProcedure.input(findThingsInput).query(({ ctx, input }) => findThings(ctx.service, input)),
});
