import { z } from "zod";
import { idText } from "@/server/input-types";
import { router, workspaceProcedure } from "@/server/trpc/init";
import { listModelUses } from "@/server/bots/model-usage";
import { listModels } from "@/server/models/catalogue/model-catalogue";
import {
  getTranscriptionModel,
  setTranscriptionModel,
  transcriptionInput,
} from "@/server/models/transcription/transcription-model";
import {
  createProvider,
  deleteProvider,
  listProviders,
  updateProvider,
} from "@/server/models/catalogue/model-providers";
import { listOfferedModels } from "@/server/models/catalogue/offered-models";
import {
  createProviderInput,
  deleteProviderInput,
  describedProvider,
  tryProviderInput,
  updateProviderInput,
} from "@/server/models/catalogue/provider-input";
import { testProvider, tryProvider } from "@/server/models/catalogue/try-provider";

const byId = z.object({ providerId: idText });

export const modelsRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listModels(ctx.service)),
  transcription: router({
    get: workspaceProcedure.query(({ ctx }) => getTranscriptionModel(ctx.service)),
    set: workspaceProcedure
      .input(transcriptionInput)
      .mutation(({ ctx, input }) => setTranscriptionModel(ctx.service, input)),
  }),
  providers: router({
    list: workspaceProcedure.query(({ ctx }) => listProviders(ctx.service)),
    create: workspaceProcedure
      .input(createProviderInput)
      .mutation(({ ctx, input }) => createProvider(ctx.service, input)),
    update: workspaceProcedure
      .input(updateProviderInput)
      .mutation(({ ctx, input }) => updateProvider(ctx.service, input)),
    /** A mutation, since its input has a key, which must not be part of an address. */
    offered: workspaceProcedure
      .input(describedProvider)
      .mutation(({ ctx, input }) => listOfferedModels(ctx.service, input)),
    try: workspaceProcedure.input(tryProviderInput).mutation(({ ctx, input }) => tryProvider(ctx.service, input)),
    uses: workspaceProcedure.input(byId).query(({ ctx, input }) => listModelUses(ctx.service, input.providerId)),
    delete: workspaceProcedure
      .input(deleteProviderInput)
      .mutation(({ ctx, input }) => deleteProvider(ctx.service, input, listModelUses)),
    test: workspaceProcedure.input(byId).mutation(({ ctx, input }) => testProvider(ctx.service, input.providerId)),
  }),
});
