import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { scenarioWebhookAttempts, scenarioWebhookCalls } from "@/db/schema/scenario";
import { newId } from "@/server/ids";
import { makeCampaign, makeScene, type TestScene } from "../testing/make-webhook";
import { purgeCalls } from "./purge-calls";

type Status = "sending" | "sent" | "failed";

async function addCall({ workspaceId, botId }: TestScene, webhookId: string, status: Status, days: number) {
  const id = newId("scenarioWebhookCall");
  const createdAt = new Date(Date.now() - days * 24 * 60 * 60 * 1000);
  await db
    .insert(scenarioWebhookCalls)
    .values({ id, workspaceId, botId, webhookId, callKey: id, body: "{}", status, createdAt });
  await db.insert(scenarioWebhookAttempts).values({ callId: id, number: 1 });
  return id;
}

it("The purge of a workspace's calls deletes the ended ones that are older than the log is kept", async () => {
  const [scene, other] = [await makeScene(), await makeScene()];
  const webhookId = await makeCampaign(scene, "https://shop.invalid/");
  const otherId = await makeCampaign(other, "https://shop.invalid/");
  for (let i = 0; i < 3; i += 1) await addCall(scene, webhookId, "sent", 31);
  await addCall(scene, webhookId, "failed", 40);
  const kept = [await addCall(scene, webhookId, "sent", 29), await addCall(scene, webhookId, "sending", 31)];
  await addCall(other, otherId, "sent", 31);
  expect(await purgeCalls(scene.workspaceId, 30, 2)).toBe(4);
  const left = await db.select().from(scenarioWebhookCalls).where(eq(scenarioWebhookCalls.webhookId, webhookId));
  expect(left.map(({ id }) => id).toSorted()).toEqual(kept.toSorted());
  expect(await db.$count(scenarioWebhookCalls, eq(scenarioWebhookCalls.webhookId, otherId))).toBe(1);
});
