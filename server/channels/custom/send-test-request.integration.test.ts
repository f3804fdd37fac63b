import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { channels } from "@/db/schema/conversations";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { sendTestRequest } from "./send-test-request";
import { makeCustomChannel } from "./testing/fixtures";
import { sample } from "./testing/sample";

const receiver = await startWebhookReceiver();
const { origin: url, requests } = receiver;
beforeEach(() => receiver.reset());

describe("sendTestRequest", () => {
  it("posts a test_request with the secret and returns the response", async () => {
    const tested = await makeCustomChannel({ url, secret: "s3cret-value" });
    receiver.respond = (_, response) => response.writeHead(418).end("teapot");
    expect(await sendTestRequest(tested.ctx, tested.id)).toEqual({
      ok: false,
      status: 418,
      error: "The webhook answered 418; an answer of 200 to 299 was expected.",
      durationMs: expect.any(Number),
      responseExcerpt: "teapot",
    });
    expect(requests).toMatchObject([
      { headers: { authorization: "Bearer s3cret-value" }, body: sample("out: test_request") },
    ]);
  });

  it("refuses a channel without a webhook URL, of another workspace or of another kind", async () => {
    const [bare, foreign] = [await makeCustomChannel(), await makeCustomChannel({ url })];
    await expect(sendTestRequest(bare.ctx, bare.id)).rejects.toMatchObject({ code: "invalid" });
    await expect(sendTestRequest(bare.ctx, foreign.id)).rejects.toMatchObject({ code: "not_found" });
    await db
      .update(channels)
      .set({ settings: { kind: "test" } })
      .where(eq(channels.id, bare.id));
    await expect(sendTestRequest(bare.ctx, bare.id)).rejects.toMatchObject({ code: "invalid" });
  });
});
