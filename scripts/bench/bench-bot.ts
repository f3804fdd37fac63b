import type { Customer } from "../../e2e/support/customer-client.ts";
import { addModel, type MadeBot, makeOrderBot } from "../../e2e/support/make-bot.ts";
import type { Counterparts } from "./model-server.ts";

/** Makes a published bot on the benchmark's model whose one action calls the benchmark's webhook. */
export async function makeBenchBot(customer: Customer, { modelUrl, webhookUrl }: Counterparts): Promise<MadeBot> {
  return makeOrderBot(
    customer,
    (definition) => ({
      ...definition,
      steps: definition.steps.map((step) => ({ ...step, url: `${webhookUrl}/{{args.order_number}}` })),
    }),
    { model: await addModel(customer, modelUrl, "bench") },
  );
}
