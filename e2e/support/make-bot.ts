import type { Customer, Inputs, Outputs } from "./customer-client.ts";

type Definition = Outputs["actions"]["get"]["definition"];

export interface MadeBot {
  botId: string;
  /** The public id of its chat page. */
  webChannel: string;
  customChannel: string;
  /** The token of the custom channel's incoming API. */
  token: string;
}

/** Adds a model with an OpenAI-compatible address to the workspace; returns it as a bot's `model`. */
export async function addModel({ trpc }: Customer, baseUrl: string, modelId: string) {
  const { id: providerId } = await trpc.models.providers.create.mutate({
    kind: "openai_compatible",
    name: modelId,
    baseUrl,
    apiKey: `${modelId}-key`,
    models: [modelId],
  });
  return { providerId, modelId };
}

/**
 * Makes a published bot from the order-status template with a chat page and a custom channel, by the requests that its
 * owner's browser would send.
 * @param change Edits the template's action before publishing.
 */
export async function makeOrderBot(
  { trpc }: Customer,
  change: (definition: Definition) => Definition,
  options: { webhookUrl?: string; model?: Inputs["bots"]["update"]["model"] } = {},
): Promise<MadeBot> {
  const { id: botId } = await trpc.bots.create.mutate({ name: "Shop", templateId: "order-status" });
  if (options.model) await trpc.bots.update.mutate({ botId, model: options.model });
  const [action] = await trpc.actions.list.query({ botId });
  if (!action) throw new Error("The template has no action.");
  const { definition } = await trpc.actions.get.query({ actionId: action.id });
  await trpc.actions.update.mutate({ actionId: action.id, definition: change(definition) });
  return publishWithChannels(trpc, botId, options);
}

/** Makes a published bot from the template of the membership menu, whose webhooks call the address. */
export async function makeMenuBot(
  { trpc }: Customer,
  campaignUrl: string,
  options: { webhookUrl?: string } = {},
): Promise<MadeBot> {
  const { id: botId } = await trpc.bots.create.mutate({
    name: "EliPackage",
    templateId: "membership-menu",
    webhookUrl: campaignUrl,
  });
  return publishWithChannels(trpc, botId, options);
}

async function publishWithChannels(
  trpc: Customer["trpc"],
  botId: string,
  { webhookUrl }: { webhookUrl?: string },
): Promise<MadeBot> {
  await trpc.bots.publish.mutate({ botId });
  const web = await trpc.channels.create.mutate({ botId, kind: "web", name: "Chat page" });
  const custom = await trpc.channels.create.mutate({ botId, kind: "custom", name: "Messenger" });
  if (webhookUrl) await trpc.channels.update.mutate({ channelId: custom.id, custom: { webhookUrl } });
  const { publicId } = await trpc.channels.get.query({ channelId: web.id });
  const { token } = await trpc.channels.get.query({ channelId: custom.id });
  return { botId, webChannel: publicId, customChannel: custom.id, token: token ?? "" };
}
