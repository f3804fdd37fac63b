import { sendTestEvent, sendTestInput } from "@/server/events/delivery/send-test-event";
import { getReplay, listReplays, listReplaysInput } from "@/server/events/replays/list-replays";
import { replayDelivery, replayDeliveryInput } from "@/server/events/replays/replay-delivery";
import { countReplay, replayInput, startReplay } from "@/server/events/replays/start-replay";
import { replayIdInput, stopReplay } from "@/server/events/replays/stop-replay";
import { editorProcedure, router, workspaceProcedure } from "@/server/trpc/init";

/** Sending events to endpoints again, and sending samples (CONTRACTS §6). */
export const eventReplaysRouter = router({
  list: workspaceProcedure.input(listReplaysInput).query(({ ctx, input }) => listReplays(ctx.service, input)),
  get: workspaceProcedure.input(replayIdInput).query(({ ctx, input }) => getReplay(ctx.service, input)),
  count: workspaceProcedure.input(replayInput).query(({ ctx, input }) => countReplay(ctx.service, input)),
  start: editorProcedure.input(replayInput).mutation(({ ctx, input }) => startReplay(ctx.service, input)),
  stop: editorProcedure.input(replayIdInput).mutation(({ ctx, input }) => stopReplay(ctx.service, input)),
  replayDelivery: editorProcedure
    .input(replayDeliveryInput)
    .mutation(({ ctx, input }) => replayDelivery(ctx.service, input)),
  sendTest: editorProcedure.input(sendTestInput).mutation(({ ctx, input }) => sendTestEvent(ctx.service, input)),
});
