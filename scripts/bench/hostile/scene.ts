import { type Customer, type Inputs, signUpCustomer } from "../../../e2e/support/customer-client.ts";
import { addModel, type MadeBot, makeOrderBot } from "../../../e2e/support/make-bot.ts";
import { type Product, startProduct } from "../../../e2e/support/start-product.ts";
import type { Counterpart } from "./counterpart.ts";

/** The product with two tenants: one attacks, the other's customers chat. */
export interface Scene {
  product: Product;
  counterpart: Counterpart;
  attacker: Customer;
  /** The attacker's bot on the offline model. */
  bot: MadeBot;
  /** The address of the other tenant's chat. */
  bystanderChat: string;
}

export async function makeScene(counterpart: Counterpart): Promise<Scene> {
  const product = await startProduct({
    env: { PARLEY_ALLOWED_PRIVATE_HOSTS: "127.0.0.1", PARLEY_DELIVERY_RETRIES: "0" },
  });
  const [attacker, bystander] = [await signUpCustomer(product.url), await signUpCustomer(product.url)];
  const bot = await makeOrderBot(attacker, (definition) => definition);
  const { webChannel } = await makeOrderBot(bystander, (definition) => definition);
  return { product, counterpart, attacker, bot, bystanderChat: `${product.url}/api/chat/${webChannel}` };
}

/** Makes a bot of the attacker on a custom channel. Returns the channel's token. */
export async function makeChannelBot({ attacker, counterpart }: Scene, settings: ChannelBot): Promise<string> {
  const { trpc } = attacker;
  const { templateId = null, modelPath, behaviour } = settings;
  const { id: botId } = await trpc.bots.create.mutate({ name: "Worst", templateId });
  const model = modelPath && (await addModel(attacker, `${counterpart.url}${modelPath}/v1`, "worst"));
  await trpc.bots.update.mutate({ botId, behaviour, ...(model && { model }) });
  await trpc.bots.publish.mutate({ botId });
  const { id: channelId } = await trpc.channels.create.mutate({ botId, kind: "custom", name: "Messenger" });
  await trpc.channels.update.mutate({ channelId, custom: { webhookUrl: `${counterpart.url}/delivery` } });
  const { token } = await trpc.channels.get.query({ channelId });
  return token ?? "";
}

interface ChannelBot {
  templateId?: string;
  /** The path of the counterpart's model; if absent, the offline model answers. */
  modelPath?: string;
  behaviour?: Inputs["bots"]["update"]["behaviour"];
}
