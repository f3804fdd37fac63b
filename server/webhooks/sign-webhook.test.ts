import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { newSigningSecret, signWebhook } from "./sign-webhook";

const body = '{"test": 2432232314}';
const id = "msg_p5jXN8AQM9LWM0D4loKWxJek";

describe("signWebhook", () => {
  it("makes the signature of the standard's test vector", () => {
    const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    expect(signWebhook(id, new Date(1_614_265_330_999), body, [secret])).toEqual({
      "webhook-id": id,
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    });
  });

  it("makes signatures that the standard's library accepts, by either secret, and only for the same bytes", () => {
    const [current, previous] = [newSigningSecret(), newSigningSecret()];
    const text = '{"event":"message_received","payload":{"input":"Grüße 👋"}}';
    const headers = { ...signWebhook(id, new Date(), text, [current, previous]) };
    for (const secret of [current, previous]) {
      expect(new Webhook(secret).verify(text, headers)).toEqual(JSON.parse(text));
      expect(() => new Webhook(secret).verify(`${text} `, headers)).toThrow("No matching signature");
    }
    expect(() => new Webhook(newSigningSecret()).verify(text, headers)).toThrow("No matching signature");
  });

  it.each(["", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", `whsec_${Buffer.alloc(23).toString("base64")}`])(
    "refuses the secret %j",
    (secret) => expect(() => signWebhook(id, new Date(), body, [secret])).toThrow("Not a secret"),
  );
});

describe("newSigningSecret", () => {
  it("makes a different secret of 32 bytes each time", () => {
    const secrets = Array.from({ length: 100 }, newSigningSecret);
    expect(new Set(secrets).size).toBe(100);
    for (const secret of secrets) expect(Buffer.from(secret.replace("whsec_", ""), "base64")).toHaveLength(32);
  });
});
