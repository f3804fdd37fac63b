import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { db } from "@/db/client";
import { actionRuns } from "@/db/schema/action-runs";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { waitForDisk } from "@/db/testing/held-disk";
import { callFunctions, speak, startModelServer } from "@/db/testing/model-server";
import { webhookStep } from "@/server/actions/testing/fixtures";
import { startTargetServer } from "@/server/actions/testing/target-server";
import { postMessage, readAnswer } from "@/server/channels/web/testing/chat-client";
import { makeWebBot, publishAction, storedMessages, type WebBot } from "@/server/channels/web/testing/web-bot";

/** The chat endpoint on a disk that takes long to store commits. */

await startDurableFunctions(() => Promise.resolve(new Response("nothing here", { status: 404 })));

const disk = await waitForDisk();
const model = await startModelServer();
let bot: WebBot;
beforeEach(async () => {
  bot = await makeWebBot({ baseUrl: model.baseUrl });
});
afterEach(() => disk.release());

it("The chat endpoint calls the model before the message is on disk, and acknowledges the message after that", async () => {
  model.answer((response) => speak(response, ["Hello!"]));
  await disk.hold();
  let isAnswered = false;
  const answering = postMessage(bot.publicId, { id: "m1", text: "Hi" }).finally(() => (isAnswered = true));
  await expect.poll(() => model.requests.length).toBe(1);
  expect((await storedMessages(bot)).map(({ text }) => text)).toEqual(["Hi"]);
  expect(isAnswered).toBe(false);
  await disk.release();
  expect(await readAnswer((await answering).response)).toMatchObject({ text: "Hello!", end: { outcome: "saved" } });
});

it("The chat endpoint sends no webhook before the action's run is on disk", async () => {
  const target = await startTargetServer();
  target.on("/look", { body: "shipped" });
  await publishAction(bot, "look_up", [webhookStep(`${target.url}/look`)]);
  model.answer(async (response, n) => {
    if (n > 1) return speak(response, ["Found."]);
    await disk.hold();
    callFunctions(response, ["look_up", {}]);
  });
  const { response } = await postMessage(bot.publicId, { id: "m1", text: "Where is it?" });
  await expect.poll(() => db.select().from(actionRuns)).toHaveLength(1);
  await sleep(300);
  expect(target.received).toEqual([]);
  await disk.release();
  expect(await readAnswer(response)).toMatchObject({ text: "Found." });
  expect(target.received).toHaveLength(1);
});
