import { z } from "zod";
import { idText } from "@/server/input-types";
import { getCall } from "@/server/scenario/webhooks/calls/get-call";
import { listCalls, listCallsInput } from "@/server/scenario/webhooks/calls/list-calls";
import { replayCall } from "@/server/scenario/webhooks/calls/replay-call";
import { testWebhook, testWebhookInput } from "@/server/scenario/webhooks/calls/test-webhook";
import { createWebhook } from "@/server/scenario/webhooks/editing/create-webhook";
import { deleteWebhook } from "@/server/scenario/webhooks/editing/delete-webhook";
import { getWebhook, listWebhooks } from "@/server/scenario/webhooks/editing/list-webhooks";
import { updateWebhook } from "@/server/scenario/webhooks/editing/update-webhook";
import { verifyWebhook } from "@/server/scenario/webhooks/editing/verify-webhook";
import {
  createWebhookInput,
  deleteWebhookInput,
  updateWebhookInput,
  webhookIdInput,
} from "@/server/scenario/webhooks/editing/webhook-input";
import { editorProcedure, router, workspaceProcedure } from "@/server/trpc/init";

const callInput = z.object({ callId: idText });

/** The webhooks of a bot's scenario and their log (CONTRACTS §4, §5). */
export const scenarioWebhooksRouter = router({
  list: workspaceProcedure
    .input(z.object({ botId: idText }))
    .query(({ ctx, input }) => listWebhooks(ctx.service, input.botId)),
  get: workspaceProcedure.input(webhookIdInput).query(({ ctx, input }) => getWebhook(ctx.service, input.webhookId)),
  create: editorProcedure.input(createWebhookInput).mutation(({ ctx, input }) => createWebhook(ctx.service, input)),
  update: editorProcedure.input(updateWebhookInput).mutation(({ ctx, input }) => updateWebhook(ctx.service, input)),
  delete: editorProcedure.input(deleteWebhookInput).mutation(({ ctx, input }) => deleteWebhook(ctx.service, input)),
  verify: editorProcedure
    .input(webhookIdInput)
    .mutation(({ ctx, input }) => verifyWebhook(ctx.service, input.webhookId)),
  test: editorProcedure.input(testWebhookInput).mutation(({ ctx, input }) => testWebhook(ctx.service, input)),
  calls: workspaceProcedure.input(listCallsInput).query(({ ctx, input }) => listCalls(ctx.service, input)),
  getCall: workspaceProcedure.input(callInput).query(({ ctx, input }) => getCall(ctx.service, input.callId)),
  replay: editorProcedure.input(callInput).mutation(({ ctx, input }) => replayCall(ctx.service, input.callId)),
});
