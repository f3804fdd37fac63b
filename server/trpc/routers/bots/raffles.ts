import { z } from "zod";
import { raffleUses } from "@/server/actions/steps/find-uses";
import { idText } from "@/server/input-types";
import { deleteRaffle, deleteRaffleInput } from "@/server/raffles/delete-raffle";
import { getRaffle, listRaffles } from "@/server/raffles/get-raffle";
import { listEntries, listEntriesInput } from "@/server/raffles/list-entries";
import { saveRaffle, saveRaffleInput } from "@/server/raffles/save-raffle";
import { editorProcedure, router, workspaceProcedure } from "@/server/trpc/init";

const byId = z.object({ raffleId: idText });

export const rafflesRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listRaffles(ctx.service)),
  get: workspaceProcedure.input(byId).query(({ ctx, input }) => getRaffle(ctx.service, input.raffleId)),
  entries: workspaceProcedure.input(listEntriesInput).query(({ ctx, input }) => listEntries(ctx.service, input)),
  save: editorProcedure.input(saveRaffleInput).mutation(({ ctx, input }) => saveRaffle(ctx.service, input)),
  delete: editorProcedure
    .input(deleteRaffleInput)
    .mutation(({ ctx, input }) => deleteRaffle(ctx.service, input, raffleUses)),
});
