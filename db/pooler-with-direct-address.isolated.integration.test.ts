import { afterAll, expect, it } from "vitest";
import postgres from "postgres";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { callFunctions, speak, startModelServer } from "@/db/testing/model-server";
import { webhookStep } from "@/server/actions/testing/fixtures";
import { startTargetServer } from "@/server/actions/testing/target-server";
import { postMessage, readAnswer } from "@/server/channels/web/testing/chat-client";
import { makeWebBot, publishAction } from "@/server/channels/web/testing/web-bot";
import { isListening, publishLive, subscribeLive } from "./live";
import { usePooler } from "./testing/use-pooler";

const directUrl = await usePooler({ unpooled: true });
await startDurableFunctions(() => Promise.resolve(new Response("nothing here", { status: 404 })));
const elsewhere = postgres(directUrl, { max: 1 });
afterAll(() => elsewhere.end());

it("A process behind a pooler receives its own and other processes' announcements over the direct address", async () => {
  const announced = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let count = 0;
  const unsubscribe = await subscribeLive("action_run", "run_x", () => announced[count++]?.resolve());
  expect(isListening()).toBe(true);
  await publishLive("action_run", "run_x");
  await announced[0]?.promise;
  await elsewhere`select pg_notify('parley_live', 'action_run:run_x')`;
  await announced[1]?.promise;
  unsubscribe();
});

it("A chat message is answered with an action's outcome", async () => {
  const model = await startModelServer();
  model.answer((response, n) => (n === 1 ? callFunctions(response, ["look_up", {}]) : speak(response, ["Found."])));
  const bot = await makeWebBot({ baseUrl: model.baseUrl });
  const target = await startTargetServer();
  await publishAction(bot, "look_up", [webhookStep(`${target.url}/look`)]);
  const { response } = await postMessage(bot.publicId, { id: "m1", text: "Where is it?" });
  expect(await readAnswer(response)).toMatchObject({ text: "Found.", end: { outcome: "saved" } });
  expect(target.received).toHaveLength(1);
});
