import { z } from "zod";
import { idText } from "@/server/input-types";
import { editorProcedure, router, workspaceProcedure } from "@/server/trpc/init";
import { listBotChoices } from "@/server/bots/bot-choices";
import { listBotProblems } from "@/server/bots/bot-problems";
import { listBotUses } from "@/server/bots/bot-usage";
import { createBotInput } from "@/server/bots/create-bot";
import { createBotWithTestChat } from "@/server/channels/create-bot-with-test-chat";
import { duplicateWithTestChat } from "@/server/channels/duplicate-with-test-chat";
import { deleteBot, deleteBotInput } from "@/server/bots/delete-bot";
import { getBot, listBots } from "@/server/bots/get-bot";
import { publishBot } from "@/server/bots/publish-bot";
import { addTemplate, addTemplateInput } from "@/server/bots/templates/add-template";
import { botTemplates } from "@/server/bots/templates/catalogue";
import { updateBot, updateBotInput } from "@/server/bots/update-bot";

const byId = z.object({ botId: idText });

export const botsRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listBots(ctx.service)),
  get: workspaceProcedure.input(byId).query(({ ctx, input }) => getBot(ctx.service, input.botId)),
  choices: workspaceProcedure.query(({ ctx }) => listBotChoices(ctx.service)),
  problems: workspaceProcedure.input(byId).query(({ ctx, input }) => listBotProblems(ctx.service, input.botId)),
  usage: workspaceProcedure.input(byId).query(({ ctx, input }) => listBotUses(ctx.service, input.botId)),
  templates: workspaceProcedure.query(() =>
    botTemplates.map(({ id, name, description, icon, highlights, dialogue, scripted }) => ({
      id,
      name,
      description,
      icon,
      highlights,
      dialogue,
      isScripted: scripted !== null,
      hasWebhook: scripted?.hasWebhook ?? false,
    })),
  ),
  addTemplate: editorProcedure.input(addTemplateInput).mutation(({ ctx, input }) => addTemplate(ctx.service, input)),
  create: editorProcedure.input(createBotInput).mutation(({ ctx, input }) => createBotWithTestChat(ctx.service, input)),
  duplicate: editorProcedure.input(byId).mutation(({ ctx, input }) => duplicateWithTestChat(ctx.service, input.botId)),
  update: editorProcedure.input(updateBotInput).mutation(({ ctx, input }) => updateBot(ctx.service, input)),
  publish: editorProcedure.input(byId).mutation(({ ctx, input }) => publishBot(ctx.service, input.botId)),
  delete: editorProcedure.input(deleteBotInput).mutation(({ ctx, input }) => deleteBot(ctx.service, input)),
});
