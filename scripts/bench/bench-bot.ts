import type { Customer } from "../../e2e/support/customer-client.ts";
import { type MadeBot, makeOrderBot } from "../../e2e/support/make-bot.ts";
import type { Counterparts } from "./model-server.ts";

/** A published bot on the benchmark's model whose one action calls the benchmark's webhook. */
export async function makeBenchBot(customer: Customer, { modelUrl, webhookUrl }: Counterparts): Promise<MadeBot> {
  const provider = await customer.trpc.models.providers.create.mutate({
    kind: "openai_compatible",
    name: "Bench",
    baseUrl: modelUrl,
    apiKey: "bench-key",
    models: ["bench"],
  });
  return makeOrderBot(
    customer,
    (definition) => ({
      ...definition,
      steps: definition.steps.map((step) => ({ ...step, url: `${webhookUrl}/{{args.order_number}}` })),
    }),
    { model: { providerId: provider.id, modelId: "bench" } },
  );
}
