import { describe, expect, it } from "vitest";
import { newSigningSecret, signWebhook } from "@/server/webhooks/sign-webhook";
import { checkSignature, type SecretToTry } from "./check-signature";

const now = Date.parse("2026-03-02T09:15:04Z");
const sent = '{"event":"message_sent","payload":{"text":"Größe <5>","files":[{"name":"a.pdf"}],"sequence":7}}';
const [current, previous, foreign] = [newSigningSecret(), newSigningSecret(), newSigningSecret()];
const of = (kind: SecretToTry["kind"], secret: string, until: string | null = null): SecretToTry => ({
  kind,
  secret,
  until,
  endpointName: kind === "other_endpoint" ? "Billing" : "CRM",
});
const secrets = [
  of("current", current),
  of("previous", previous, "2026-03-03T09:00:00.000Z"),
  of("other_endpoint", foreign),
];

interface Change {
  body?: string;
  signedBy?: string[];
  sentAt?: number;
  headers?: Record<string, string | null>;
  known?: string | null;
  tried?: SecretToTry[];
}

/** Signs the body that Parley sent, applies a change, and checks the result. */
function check({
  body = sent,
  signedBy = [current],
  sentAt = now,
  headers = {},
  known = null,
  tried = secrets,
}: Change) {
  const signed = { ...signWebhook("evt_1", new Date(sentAt), sent, signedBy), ...headers };
  const given = Object.entries(signed).flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
  const { findings, ...verdict } = checkSignature({ headers: given, body }, tried, known, now);
  return { ...verdict, text: findings.map(({ text }) => text).join("\n"), findings };
}

describe("Checking the signature of a pasted request", () => {
  it("accepts what Parley sent", () => {
    expect(check({})).toMatchObject({ isValid: true, title: "The signature is valid" });
    expect(check({ body: `${sent}\n` })).toMatchObject({ isValid: true });
    expect(check({ signedBy: [current, previous] })).toMatchObject({
      isValid: true,
      text: expect.stringContaining("current"),
    });
  });

  it("finds headers in the form of PHP's $_SERVER", () => {
    const signed = Object.entries(signWebhook("evt_1", new Date(now), sent, [current]));
    const headers = signed.map(([name, value]) => ({ name: `HTTP_${name.toUpperCase().replaceAll("-", "_")}`, value }));
    expect(checkSignature({ headers, body: sent }, secrets, null, now)).toMatchObject({ isValid: true });
  });

  it("names the secret that signed instead of the current one", () => {
    const before = check({ signedBy: [previous] });
    expect(before).toMatchObject({ isValid: true, text: expect.stringContaining("2026-03-03T09:00:00.000Z") });
    const expired = [of("current", current), of("expired", previous, "2026-03-01T09:00:00.000Z")];
    expect(check({ signedBy: [previous], tried: expired })).toMatchObject({
      isValid: false,
      text: expect.stringContaining("not been in use since 2026-03-01"),
    });
    expect(check({ signedBy: [foreign] })).toMatchObject({
      isValid: false,
      text: expect.stringContaining("“Billing”"),
    });
    expect(check({ signedBy: [newSigningSecret()] })).toMatchObject({
      isValid: false,
      text: expect.stringContaining("No secret of this workspace"),
    });
  });

  it.each([
    ["webhook-id", "webhook-id is missing"],
    ["webhook-timestamp", "webhook-timestamp is missing"],
    ["webhook-signature", "webhook-signature is missing"],
  ])("names the header %s if it is missing", (name, text) => {
    expect(check({ headers: { [name]: null } })).toMatchObject({ isValid: false, text: expect.stringContaining(text) });
    expect(check({ headers: { [name]: " " } })).toMatchObject({ isValid: false, text: expect.stringContaining(text) });
  });

  it.each([
    [-301_000, "more than 5 minutes ago"],
    [301_000, "more than 5 minutes in the future"],
  ])("refuses a timestamp that is %i ms from now", (distance, text) => {
    const result = check({ sentAt: now + distance });
    expect(result).toMatchObject({ isValid: false, text: expect.stringContaining(text) });
    expect(result.title).toContain("The signature is valid, but");
    expect(check({ sentAt: now + Math.sign(distance) * 299_000 })).toMatchObject({ isValid: true });
  });

  it.each([
    ["1772442904000", "milliseconds"],
    ["2026-03-02T09:15:04Z", "not a number of seconds"],
  ])("explains the timestamp %s", (timestamp, text) => {
    const result = check({ headers: { "webhook-timestamp": timestamp } });
    expect(result).toMatchObject({ isValid: false, text: expect.stringContaining(text) });
  });

  it.each(["AAAA", "v1a,AAAA", "v1=deadbeef", "v1,<b>"])("explains the signature %s", (signature) => {
    const result = check({ headers: { "webhook-signature": signature } });
    expect(result).toMatchObject({ isValid: false, text: expect.stringContaining(signature) });
  });

  it("recognises a body that was parsed and written again", () => {
    const indented = JSON.stringify(JSON.parse(sent), null, 2);
    const escaped = sent.replaceAll(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
    const spaced = sent.replaceAll(",", ", ").replaceAll('":', '": ');
    for (const body of [indented, escaped, spaced]) {
      expect(check({ body })).toMatchObject({ isValid: false, text: expect.stringContaining("wrote it again") });
    }
    const sorted = '{"payload":{"files":[{"name":"a.pdf"}],"sequence":7,"text":"Größe <5>"},"event":"message_sent"}';
    expect(check({ body: sorted, known: sent }).text).toContain("wrote it again");
    expect(check({ body: sorted }).text).not.toContain("wrote it again");
  });

  it("names the first field that was changed, if the event is known", () => {
    expect(check({ body: sent.replace("a.pdf", "b.pdf"), known: sent }).text).toContain("payload.files[0].name");
    expect(check({ body: sent.replace(',"sequence":7', ""), known: sent }).text).toContain("payload.sequence");
    expect(check({ body: sent.slice(0, 40), known: sent }).text).toContain("not JSON");
    expect(check({ body: sent.slice(0, 40) }).text).toContain("not JSON");
  });

  it("withstands a body that is nested deeply", () => {
    const body = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    expect(check({ body, known: sent })).toMatchObject({ isValid: false });
  });
});
