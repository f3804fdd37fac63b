import { createServer } from "node:http";
import { type Customer, signUpCustomer } from "../../../e2e/support/customer-client.ts";
import { type MadeBot, makeOrderBot } from "../../../e2e/support/make-bot.ts";
import { type Product, startProduct } from "../../../e2e/support/start-product.ts";
import { eventNames } from "../../../server/schemas/events/event-names.ts";
import { listen } from "../listen.ts";
import { openDatabase } from "./database.ts";
import { HEALTHY, type Receiver, type Receivers, startReceivers } from "./receivers.ts";

/** The product with a workspace whose events go to 20 endpoints, and whose bot answers on a custom channel. */
export interface Scene {
  product: Product;
  customer: Customer;
  bot: MadeBot;
  workspaceId: string;
  receivers: Receivers;
  close(): Promise<void>;
}

/** @param endpoints How many of the healthy receivers are endpoints from the start; `addEndpoints` adds others. */
export async function makeScene(endpoints = HEALTHY): Promise<Scene> {
  const product = await startProduct({ env: { PARLEY_ALLOWED_PRIVATE_HOSTS: "127.0.0.1", LOG_LEVEL: "warn" } });
  const receivers = await startReceivers();
  // The messenger to which the bot's answers are sent.
  const messenger = createServer((request, response) => void request.resume().on("end", () => response.end()));
  const webhookUrl = `http://127.0.0.1:${await listen(messenger)}/`;
  const customer = await signUpCustomer(product.url);
  const bot = await makeOrderBot(customer, (definition) => definition, { webhookUrl });
  await addEndpoints(customer, receivers.all.slice(HEALTHY).concat(receivers.all.slice(0, endpoints)));
  const sql = openDatabase(product.dataDir, 1);
  const [row] = await sql<{ workspaceId: string }[]>`
    select workspace_id as "workspaceId" from bots where id = ${bot.botId}`;
  await sql.end();
  if (!row) throw new Error("The bot has no workspace.");
  return {
    product,
    customer,
    bot,
    workspaceId: row.workspaceId,
    receivers,
    async close() {
      await product.stop();
      receivers.close();
      messenger.closeAllConnections();
      messenger.close();
    },
  };
}

/** Makes receivers endpoints of the workspace, which get every event. */
export async function addEndpoints({ trpc }: Customer, receivers: Receiver[]): Promise<void> {
  for (const { name, url } of receivers) {
    await trpc.eventEndpoints.create.mutate({
      name,
      url,
      events: [...eventNames],
      botIds: null,
      channelIds: null,
      tags: null,
      headers: [],
      concurrency: 10,
      ratePerSecond: null,
    });
  }
}
