import { eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { db, type Transaction } from "@/db/client";
import { actionRuns } from "@/db/schema/action-runs";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { callFunctions, speak, startModelServer } from "@/db/testing/model-server";
import { webhookStep } from "@/server/actions/testing/fixtures";
import { startTargetServer } from "@/server/actions/testing/target-server";
import { postMessage, readAnswer } from "@/server/channels/web/testing/chat-client";
import { makeWebBot, publishAction, storedMessages, turnsOf, type WebBot } from "@/server/channels/web/testing/web-bot";

await startDurableFunctions(() => Promise.resolve(new Response("nothing here", { status: 404 })));

const model = await startModelServer();
let bot: WebBot;
beforeEach(async () => {
  bot = await makeWebBot({ baseUrl: model.baseUrl });
  model.answer((response, n) => (n === 1 ? callFunctions(response, ["look_up", {}]) : speak(response, ["Found."])));
});

/** Adds an action whose runs can't be stored as ended before `release` is called. */
async function addHeldAction() {
  const target = await startTargetServer();
  const held = Promise.withResolvers<Transaction>();
  const released = Promise.withResolvers<void>();
  const { workspaceId } = bot.ctx;
  const hold = () =>
    db.transaction(async (tx) => {
      await tx.select().from(actionRuns).where(eq(actionRuns.workspaceId, workspaceId)).for("update");
      held.resolve(tx);
      await released.promise;
    });
  let holding: Promise<void> | undefined;
  target.on("/look", async (_, response) => {
    holding = hold();
    await held.promise;
    response.end("shipped");
  });
  await publishAction(bot, "look_up", [webhookStep(`${target.url}/look`)]);
  const release = async () => {
    released.resolve();
    await holding;
  };
  return { held: held.promise, release };
}

function runs() {
  return db.select().from(actionRuns).where(eq(actionRuns.workspaceId, bot.ctx.workspaceId));
}

it("The chat host calls the model while an action's outcome is being stored, and saves the answer after it", async () => {
  const { release } = await addHeldAction();
  const { response } = await postMessage(bot.publicId, { id: "m1", text: "Where is it?" });
  await expect.poll(() => model.requests.length).toBe(2);
  expect(await runs()).toMatchObject([{ status: "queued" }]);
  expect(await turnsOf(bot)).toMatchObject([{ status: "running" }]);
  await release();
  expect(await readAnswer(response)).toMatchObject({ text: "Found.", end: { outcome: "saved" } });
  expect(await runs()).toMatchObject([{ status: "succeeded", result: "shipped" }]);
});

it("The chat host saves no answer if the stored outcome of an action differs from the one that it used", async () => {
  const { held, release } = await addHeldAction();
  const { response } = await postMessage(bot.publicId, { id: "m1", text: "Where is it?" });
  await expect.poll(() => model.requests.length).toBe(2);
  const tx = await held;
  const { workspaceId } = bot.ctx;
  const ended = { status: "failed" as const, result: "Not found.", finishedAt: new Date() };
  await tx.update(actionRuns).set(ended).where(eq(actionRuns.workspaceId, workspaceId));
  await release();
  expect((await readAnswer(response)).types.at(-1)).toBe("error");
  expect((await storedMessages(bot)).map(({ sender }) => sender)).toEqual(["customer"]);
  expect(await turnsOf(bot)).toMatchObject([{ status: "running" }]);
});
