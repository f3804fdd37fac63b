import { z } from "zod";
import { idText } from "@/server/input-types";
import { editorProcedure, router, workspaceProcedure } from "@/server/trpc/init";
import { createChannel, createChannelInput } from "@/server/channels/create-channel";
import { getRequest, listRequests } from "@/server/channels/custom/list-requests";
import { sendTestRequest } from "@/server/channels/custom/send-test-request";
import { removeAvatar } from "@/server/channels/web/avatar/set-avatar";
import { getChannel, listChannels } from "@/server/channels/get-channel";
import { listSightings } from "@/server/channels/web/sightings/list-sightings";
import { deleteChannel, rotateToken, updateChannel, updateChannelInput } from "@/server/channels/update-channel";

const byId = z.object({ channelId: idText });

export const channelsRouter = router({
  list: workspaceProcedure
    .input(z.object({ botId: idText }))
    .query(({ ctx, input }) => listChannels(ctx.service, input.botId)),
  // Returns the incoming API's token, so it requires the role for changing the channel.
  get: editorProcedure.input(byId).query(({ ctx, input }) => getChannel(ctx.service, input.channelId)),
  create: editorProcedure.input(createChannelInput).mutation(({ ctx, input }) => createChannel(ctx.service, input)),
  update: editorProcedure.input(updateChannelInput).mutation(({ ctx, input }) => updateChannel(ctx.service, input)),
  rotateToken: editorProcedure.input(byId).mutation(({ ctx, input }) => rotateToken(ctx.service, input.channelId)),
  sendTest: editorProcedure.input(byId).mutation(({ ctx, input }) => sendTestRequest(ctx.service, input.channelId)),
  requests: editorProcedure.input(byId).query(({ ctx, input }) => listRequests(ctx.service, input.channelId)),
  request: editorProcedure
    .input(z.object({ requestId: idText }))
    .query(({ ctx, input }) => getRequest(ctx.service, input.requestId)),
  removeAvatar: editorProcedure.input(byId).mutation(({ ctx, input }) => removeAvatar(ctx.service, input.channelId)),
  sightings: workspaceProcedure.input(byId).query(({ ctx, input }) => listSightings(ctx.service, input.channelId)),
  delete: editorProcedure.input(byId).mutation(({ ctx, input }) => deleteChannel(ctx.service, input.channelId)),
});
