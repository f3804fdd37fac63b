import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { ScenarioMatch } from "@/server/schemas/scenario/scenario-state";
import type { FulfilmentCall, WebhookCall, WebhookOutcome, WebhookResponse } from "../webhooks/webhook-call";
import { composeWebhookOptions } from "./compose-response";
import { sendImage } from "./play-responses";
import type { Progress } from "./progress";

interface Matched {
  interaction: Interaction;
  /** The number of messages before the interaction's own. */
  from: number;
  match: ScenarioMatch | null;
  /** The interactions in whose menus the customer is. */
  trail: string[];
}

/** What a fulfilment webhook is told. */
export function fulfilmentOf(progress: Progress, { interaction, from, match, trail }: Matched): FulfilmentCall {
  const { said, values, input } = progress;
  const collected = interaction.attributes.map(({ name }) => [name, values.variables[name]] as const);
  const { query, score, candidates, threshold } = match ?? { query: input.message.text, score: 1, candidates: [] };
  return {
    kind: "fulfilment",
    query,
    score,
    candidates,
    ...(threshold !== undefined && { threshold }),
    ...(interaction.menu && { lifespan: interaction.menu.tries }),
    incomplete: collected.some(([, value]) => value === undefined),
    contexts: trail.flatMap((id) => {
      const one = id === interaction.id ? undefined : progress.find(id);
      return one ? [{ id, name: one.name }] : [];
    }),
    parameters: Object.fromEntries(collected.filter(([, value]) => value !== undefined)),
    variables: { ...values.variables },
    texts: said.replies.slice(from).map(({ text, delaySeconds }) => ({ delay: delaySeconds * 1000, message: text })),
  };
}

/** `missing`: there is no such webhook. `goTo`: the interaction that the answer leads to. */
export type WebhookEnd = { missing: boolean; goTo: string | null };

const DONE: WebhookEnd = { missing: false, goTo: null };

/** Calls a webhook, sends what it answers and keeps the values that it sets. */
export async function callWebhook(
  progress: Progress,
  { id, name, role }: Interaction,
  webhookId: string,
  about: WebhookCall["about"],
): Promise<WebhookEnd> {
  const { workspaceId, conversation, start, seed } = progress.input;
  if (conversation === null) {
    progress.note("The webhook was not called, because there is no conversation with a customer.");
    return DONE;
  }
  const numbered = progress.nextName(about.kind);
  // Silence is about the same message as the turn before it, whose calls are other ones.
  const cause = start ? `${numbered}-${seed}` : numbered;
  const outcome = await progress.effects.callWebhook(`scenario-${numbered}`, {
    workspaceId,
    ...conversation,
    botId: progress.campaign.botId,
    webhookId,
    cause,
    interaction: { id, name, role },
    about,
  });
  const { callId, name: webhookName, status, result, durationMs } = outcome;
  if (callId === "") {
    progress.note(`${name}: ${result}`);
    return { missing: true, goTo: null };
  }
  progress.trace.push({ kind: "webhook", callId, name: webhookName, status, result, durationMs });
  return { missing: false, goTo: await useAnswer(progress, outcome) };
}

async function useAnswer(progress: Progress, outcome: WebhookOutcome): Promise<string | null> {
  for (const [name, value] of Object.entries(outcome.attributes)) progress.values.set(name, value);
  for (const response of outcome.responses) {
    if (response.type === "goto") return targetOf(progress, response.target) ?? response.target;
    await say(progress, response);
  }
  progress.say(outcome.closingText);
  return null;
}

async function say(progress: Progress, response: Exclude<WebhookResponse, { type: "goto" }>): Promise<void> {
  switch (response.type) {
    case "text":
      return progress.said.addText(response.text, Math.round(response.delayMs / 1000));
    case "image":
      return sendImage(progress, response.imageUrl);
    default:
      return progress.said.addOptions(composeWebhookOptions(response, (target) => targetOf(progress, target)));
  }
}

/** A webhook names an interaction by its id or name. */
function targetOf({ campaign }: Progress, target: string): string | undefined {
  const { interactions } = campaign.scenario;
  const wanted = target.trim().toLowerCase();
  return (
    interactions.find(({ id }) => id === target) ?? interactions.find(({ name }) => name.toLowerCase() === wanted)
  )?.id;
}
