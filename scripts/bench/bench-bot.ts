import type { Customer } from "../../e2e/support/customer-client.ts";
import type { Counterparts } from "./model-server.ts";

export interface BenchBot {
  botId: string;
  /** Public id of its chat page. */
  webChannel: string;
  customChannel: string;
}

/** A published bot on the benchmark's model, with one webhook action, a chat page and a custom channel. */
export async function makeBenchBot(trpc: Customer["trpc"], counterparts: Counterparts): Promise<BenchBot> {
  const provider = await trpc.models.providers.create.mutate({
    kind: "openai_compatible",
    name: "Bench",
    baseUrl: counterparts.modelUrl,
    apiKey: "bench-key",
    models: ["bench"],
  });
  const { id: botId } = await trpc.bots.create.mutate({ name: "Bench", templateId: "order-status" });
  await trpc.bots.update.mutate({ botId, model: { providerId: provider.id, modelId: "bench" } });
  const [action] = await trpc.actions.list.query({ botId });
  if (!action) throw new Error("The template brought no action.");
  const { definition } = await trpc.actions.get.query({ actionId: action.id });
  const steps = definition.steps.map((step) => ({ ...step, url: `${counterparts.webhookUrl}/{{args.order_number}}` }));
  await trpc.actions.update.mutate({ actionId: action.id, definition: { ...definition, steps } });
  await trpc.bots.publish.mutate({ botId });
  const web = await trpc.channels.create.mutate({ botId, kind: "web", name: "Chat page" });
  const { publicId } = await trpc.channels.get.query({ channelId: web.id });
  const custom = await trpc.channels.create.mutate({ botId, kind: "custom", name: "Messenger" });
  return { botId, webChannel: publicId, customChannel: custom.id };
}
