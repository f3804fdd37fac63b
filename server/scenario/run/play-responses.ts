import { createHash } from "node:crypto";
import { checkArguments } from "@/server/actions/definition/argument-schema";
import { redactUrl } from "@/server/outbound/addresses/redact-url";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { ScenarioResponse } from "@/server/schemas/scenario/response";
import { composeOptions } from "./compose-response";
import type { Progress } from "./progress";
import { saysItself } from "./says-itself";

/**
 * Does what an interaction's responses say, in order.
 * @returns The interaction that a go-to leads to; null at the end of the responses.
 */
export async function playResponses(progress: Progress, { name, responses }: Interaction): Promise<string | null> {
  for (const response of responses) {
    if (response.kind === "go_to") return response.interactionId;
    await playResponse(progress, name, response);
  }
  return null;
}

async function playResponse(
  progress: Progress,
  interactionName: string,
  response: Exclude<ScenarioResponse, { kind: "go_to" }>,
): Promise<void> {
  switch (response.kind) {
    case "text":
      return progress.say(variantOf(response, progress.input.seed), response.delaySeconds);
    case "image":
      return sendImage(progress, progress.values.renderAddress(response.url), response.delaySeconds);
    case "quick_replies":
    case "buttons":
    case "cards":
      return progress.said.addOptions(composeOptions(response, progress.wording), response.delaySeconds);
    case "person":
      progress.handOver ??=
        progress.render(response.reason).trim() || `${interactionName} handed the conversation over.`;
      return;
    case "action":
      return callAction(progress, response);
  }
}

function variantOf({ id, variants }: Extract<ScenarioResponse, { kind: "text" }>, seed: string): string {
  const number = createHash("sha256").update(`${seed} ${id}`).digest().readUInt32BE(0);
  return variants[number % variants.length] ?? "";
}

/** Sends an image as a file, so that every channel shows it; without the file, its address. */
export async function sendImage(progress: Progress, url: string, delaySeconds = 0): Promise<void> {
  const image = await progress.effects.fetchImage(progress.nextName("scenario-image"), url);
  if (typeof image !== "string") return progress.said.addFile(image, delaySeconds);
  progress.note(`The image ${redactUrl(url)} was sent as its address. ${image}`);
  progress.said.addText(url, delaySeconds);
}

/** Calls an action with rendered arguments. An argument whose text is empty is left out. */
async function callAction(
  progress: Progress,
  { actionId, arguments: given, saysResult }: Extract<ScenarioResponse, { kind: "action" }>,
): Promise<void> {
  const { botId, actions, timeZone } = progress.campaign;
  const definition = actions.find(({ id }) => id === actionId)?.definition;
  if (!definition) return progress.note("The action to call was removed or turned off, so it was not called.");
  const rendered = Object.entries(given).map(([name, text]) => [name, progress.render(text)] as const);
  const input = Object.fromEntries(rendered.filter(([, text]) => text.trim() !== ""));
  const checked = checkArguments(definition, input, timeZone);
  const call = { kind: "action" as const, functionName: definition.functionName };
  if (!checked.ok) {
    const refused = { runId: null, status: "refused" as const, result: checked.message, durationMs: 0 };
    progress.trace.push({ ...call, arguments: input, ...refused });
    return;
  }
  const name = progress.nextName("scenario-action");
  const outcome = await progress.effects.runAction(name, {
    botId,
    actionId,
    definition,
    arguments: checked.values,
  });
  progress.trace.push({ ...call, arguments: checked.values, ...outcome });
  progress.values.replace(await progress.effects.readVariables(`${name}-variables`));
  if (saysResult && outcome.status === "succeeded" && !saysItself(definition)) progress.said.addText(outcome.result);
}
