import { beforeEach, describe, expect, it } from "vitest";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { sealSecret } from "@/server/secrets/secret-box";
import { postToWebhook } from "./post-to-webhook";

const receiver = await startWebhookReceiver();
const { origin: url, requests } = receiver;
beforeEach(() => receiver.reset());

describe("postToWebhook", () => {
  it("fails if the response takes too long", async () => {
    receiver.respond = () => {};
    const result = await post({ timeoutMs: 150 });
    expect(result).toMatchObject({ ok: false, status: null, responseExcerpt: null, error: expect.any(String) });
    expect(result.durationMs).toBeLessThan(5000);
  });

  it("uses the status of a response whose body does not end in time", async () => {
    receiver.respond = (_, response) => void response.writeHead(200).write("a");
    expect(await post({ timeoutMs: 150 })).toMatchObject({ ok: true, status: 200, error: null, responseExcerpt: null });
    receiver.respond = (_, response) => void response.writeHead(500).write("a");
    expect(await post({ timeoutMs: 150 })).toMatchObject({ ok: false, status: 500 });
  });

  it("keeps the beginning of a response, without NUL and without the secret", async () => {
    receiver.respond = (request, response) => {
      response.writeHead(500).end(`you sent ${request.headers.authorization}\0${"😀".repeat(5000)}`);
    };
    const { responseExcerpt } = await post({ secret: "s3cret-value" });
    expect(responseExcerpt).toMatch(/^you sent Bearer •••\uFFFD😀/);
    expect(responseExcerpt).toHaveLength(2000);
  });

  it("uses the status of a response that is too large to read", async () => {
    receiver.respond = (_, response) => response.writeHead(200).end(Buffer.alloc(1024 * 1024, "a"));
    expect(await post({})).toMatchObject({ ok: true, status: 200 });
  });

  it("refuses an address that is not public and names it in the error", async () => {
    const result = await post({ webhookUrl: "http://169.254.169.254/latest/meta-data" });
    expect(result).toMatchObject({ ok: false, status: null, error: expect.stringContaining("169.254.169.254") });
  });

  it("reports a secret that cannot be opened instead of sending without it", async () => {
    const webhook = { webhookUrl: url, webhookSecretSealed: "v1.AAAA.AAAA.AAAA" };
    expect(await postToWebhook(webhook, "dlv_1", {})).toMatchObject({
      ok: false,
      error: expect.stringContaining("secret"),
    });
    expect(requests).toEqual([]);
  });
});

function post({ webhookUrl = url, secret, timeoutMs }: { webhookUrl?: string; secret?: string; timeoutMs?: number }) {
  const webhookSecretSealed = secret === undefined ? null : sealSecret(secret);
  return postToWebhook({ webhookUrl, webhookSecretSealed }, "dlv_1", { event_type: "test_request" }, timeoutMs);
}
