import { z } from "zod";
import { router, workspaceProcedure } from "@/server/trpc/init";
import { listModels } from "./model-catalogue";
import { createProvider, createProviderInput, deleteProvider, listProviders, testProvider } from "./model-providers";

const byId = z.object({ providerId: z.string() });

export const modelsRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listModels(ctx.service)),
  providers: router({
    list: workspaceProcedure.query(({ ctx }) => listProviders(ctx.service)),
    create: workspaceProcedure
      .input(createProviderInput)
      .mutation(({ ctx, input }) => createProvider(ctx.service, input)),
    delete: workspaceProcedure.input(byId).mutation(({ ctx, input }) => deleteProvider(ctx.service, input.providerId)),
    test: workspaceProcedure.input(byId).mutation(({ ctx, input }) => testProvider(ctx.service, input.providerId)),
  }),
});
