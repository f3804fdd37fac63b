import { newId } from "@/server/ids";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import { attribute, type Attribute } from "@/server/schemas/scenario/attribute";
import { interaction, type Interaction, type InteractionInput } from "@/server/schemas/scenario/interaction";
import type { MenuRow } from "@/server/schemas/scenario/menu";
import type { RowRedirect } from "@/server/schemas/scenario/redirect";
import type { ScenarioResponse } from "@/server/schemas/scenario/response";
import type { BotTemplate, ScriptedTemplate } from "../template";

type Described = Pick<BotTemplate, "id" | "name" | "description" | "icon" | "dialogue">;

/** Makes the template of a scripted bot. */
export function scriptedTemplate({
  makeParts,
  hasWebhook = false,
  ...about
}: Described & Pick<ScriptedTemplate, "makeParts"> & Partial<ScriptedTemplate>): BotTemplate {
  const highlights = about.dialogue.flatMap(({ by, text }) => (by === "customer" ? [text] : []));
  return {
    ...about,
    highlights,
    instruction: "You are {bot_name}. Answer in the customer's language, in one or two short sentences.",
    actions: () => [],
    scripted: { hasWebhook, makeParts },
  };
}

/** Completes an interaction with the defaults; without an id it gets a new one. */
export function makeInteraction(input: Omit<InteractionInput, "id"> & { id?: string }): Interaction {
  return interaction.parse({ ...input, id: input.id ?? newId("interaction") });
}

/** The Fallback of a template. */
export function makeFallback(text: string, id?: string): Interaction {
  return makeInteraction({
    ...(id !== undefined && { id }),
    role: "fallback",
    name: "Fallback",
    responses: [says(text)],
  });
}

/** A response with a text. */
export function says(text: string): ScenarioResponse {
  return { kind: "text", id: newId("scenarioPart"), delaySeconds: 0, variants: [text] };
}

/** A response that calls an action and says its result. */
export function calls(actionId: string, given: Record<string, string>, saysResult = true): ScenarioResponse {
  return { kind: "action", id: newId("scenarioPart"), actionId, arguments: given, saysResult };
}

/** A value that the customer is asked for. */
export function asks(
  name: string,
  kind: Attribute["kind"],
  question: string,
  more: Partial<Attribute> = {},
): Attribute {
  return attribute.parse({ id: newId("scenarioPart"), name, kind, question, ...more });
}

/** A row of a menu. @param webhookId The webhook that is called as soon as the row is chosen. */
export function row(text: string, redirect: RowRedirect, webhookId: string | null = null): MenuRow {
  return { id: newId("scenarioPart"), text, keyword: "", redirect, webhookId };
}

export function to(interactionId: string): { type: "interaction"; interactionId: string } {
  return { type: "interaction", interactionId };
}

/** An action with one step, whose arguments are texts that it needs. */
export function makeAction(
  about: Pick<ActionDefinition, "name" | "functionName" | "description" | "steps"> & Partial<ActionDefinition>,
  args: Record<string, string>,
): { id: string; definition: ActionDefinition } {
  const definition: ActionDefinition = {
    arguments: Object.entries(args).map(([name, description]) => ({
      name,
      description,
      type: "string",
      required: true,
    })),
    constants: [],
    returnMode: "last",
    errorMessage: "",
    ...about,
  };
  return { id: newId("action"), definition };
}
