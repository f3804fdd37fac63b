import { z } from "zod";
import { listAttempts } from "@/server/channels/custom/list-attempts";
import { router, workspaceProcedure } from "@/server/trpc/init";
import { getConversation, listConversations } from "./list-conversations";
import { getTurn, listTurns } from "./list-turns";

const inConversation = z.object({ conversationId: z.string() });

export const conversationsRouter = router({
  list: workspaceProcedure
    .input(z.object({ channelId: z.string(), cursor: z.coerce.date().nullish() }))
    .query(({ ctx, input }) => listConversations(ctx.service, input)),
  get: workspaceProcedure
    .input(inConversation)
    .query(({ ctx, input }) => getConversation(ctx.service, input.conversationId)),
  turns: workspaceProcedure
    .input(inConversation)
    .query(({ ctx, input }) => listTurns(ctx.service, input.conversationId)),
  turn: workspaceProcedure
    .input(z.object({ turnId: z.string() }))
    .query(({ ctx, input }) => getTurn(ctx.service, input.turnId)),
  attempts: workspaceProcedure
    .input(z.object({ messageId: z.string() }))
    .query(({ ctx, input }) => listAttempts(ctx.service, input.messageId)),
});
