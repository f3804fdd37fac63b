import { z } from "zod";
import { listAttempts } from "@/server/channels/delivery/list-attempts";
import { readTestChat, readTestChatInput } from "@/server/channels/test/read-test-chat";
import { idText, momentAsDate } from "@/server/input-types";
import { router, workspaceProcedure } from "@/server/trpc/init";
import { getConversation, listConversations } from "@/server/conversations/list-conversations";
import { ratingsInput, readRatings } from "@/server/conversations/feedback/read-ratings";
import { getTurn, listTurns } from "@/server/conversations/list-turns";

const inConversation = z.object({ conversationId: idText });

export const conversationsRouter = router({
  list: workspaceProcedure
    .input(z.object({ channelId: idText, cursor: momentAsDate.nullish() }))
    .query(({ ctx, input }) => listConversations(ctx.service, input)),
  get: workspaceProcedure
    .input(inConversation)
    .query(({ ctx, input }) => getConversation(ctx.service, input.conversationId)),
  turns: workspaceProcedure
    .input(inConversation)
    .query(({ ctx, input }) => listTurns(ctx.service, input.conversationId)),
  turn: workspaceProcedure
    .input(z.object({ turnId: idText }))
    .query(({ ctx, input }) => getTurn(ctx.service, input.turnId)),
  ratings: workspaceProcedure.input(ratingsInput).query(({ ctx, input }) => readRatings(ctx.service, input)),
  testChat: workspaceProcedure.input(readTestChatInput).query(({ ctx, input }) => readTestChat(ctx.service, input)),
  attempts: workspaceProcedure
    .input(z.object({ messageId: idText }))
    .query(({ ctx, input }) => listAttempts(ctx.service, input.messageId)),
});
