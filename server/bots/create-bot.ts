import { z } from "zod";
import { db, type Executor } from "@/db/client";
import { actions, bots } from "@/db/schema/bots";
import { interactions } from "@/db/schema/scenario";
import { requireRole } from "@/server/accounts/require-role";
import { env } from "@/server/env";
import { newId } from "@/server/ids";
import { idText, timeZone, nameText } from "@/server/input-types";
import { OFFLINE_MODEL } from "@/server/schemas/model-choice";
import type { ServiceContext } from "@/server/service-context";
import { botTemplates, findTemplate } from "./templates/catalogue";
import { makeTemplateParts, webhookUrlInput } from "./templates/scripted/make-template-parts";
import { storeParts } from "./templates/scripted/store-parts";

export const createBotInput = z.object({
  name: nameText("Give the bot a name.", 80),
  templateId: idText.nullable(),
  webhookUrl: webhookUrlInput,
  /** The browser's. A zone that this system does not know must not keep anybody from creating a bot. */
  timeZone: timeZone.optional().catch(undefined),
});

const EMPTY_INSTRUCTION =
  "You are {bot_name}, a helpful assistant. Answer in the customer's language, in one or two short sentences.";
/** The instructions that new bots have; any other text was written by a member. */
export const startInstructions: readonly string[] = [
  EMPTY_INSTRUCTION,
  ...botTemplates.map(({ instruction }) => instruction),
];
const FALLBACK_TEXT = "Sorry, I can't answer right now. Please try again in a few minutes.";

/** Creates a bot, either empty or from a template with its actions or its scenario. */
export async function createBot(
  ctx: ServiceContext,
  input: z.input<typeof createBotInput>,
  on: Executor = db,
): Promise<{ id: string }> {
  requireRole(ctx, "editor");
  const template = input.templateId === null ? null : findTemplate(input.templateId);
  const parts = makeTemplateParts(template, input.webhookUrl ?? "");
  const id = newId("bot");
  const { workspaceId } = ctx;
  await on.transaction(async (tx) => {
    await tx.insert(bots).values({
      id,
      workspaceId,
      name: input.name,
      instruction: template?.instruction ?? EMPTY_INSTRUCTION,
      model: OFFLINE_MODEL,
      fallbackText: FALLBACK_TEXT,
      ...(template?.standardFunctions && { standardFunctions: template.standardFunctions }),
      ...(input.timeZone !== undefined && { timeZone: input.timeZone }),
      ...(parts && { scenario: { enabled: true } }),
    });
    const definitions = template?.actions(`${new URL(env().PARLEY_URL).origin}/api/demo`) ?? [];
    const rows = definitions.map((definition, position) => ({
      id: newId("action"),
      workspaceId,
      botId: id,
      functionName: definition.functionName,
      definition,
      position,
    }));
    if (rows.length > 0) await tx.insert(actions).values(rows);
    if (!parts) return;
    await storeParts(tx, { workspaceId, botId: id }, parts);
    const drafts = parts.interactions.map(({ id: interactionId, ...definition }, position) => ({
      id: interactionId,
      workspaceId,
      botId: id,
      definition,
      position,
    }));
    await tx.insert(interactions).values(drafts);
  });
  return { id };
}
