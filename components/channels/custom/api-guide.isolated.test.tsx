import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { TrpcProvider } from "@/components/trpc/trpc-provider";
import { TooltipProvider } from "@/components/ui/tooltip";
import { ApiGuide } from "./api-guide";
import { ApiRequestRow } from "./api-request-row";
import { sections } from "./api-section";
import { refusals } from "./api-texts";
import { trialMessage } from "./api-trial";
import type { ChannelApi } from "@/server/channels/contract";
import { describeApi } from "@/server/channels/custom/describe-api";
import { incomingBody } from "@/server/channels/custom/parse-incoming";
import type { Channel, SettingsOf } from "@/components/channels/channel-types";

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgres://localhost/unused");
  vi.stubEnv("PARLEY_URL", "https://parley.example.com");
  vi.stubEnv("PARLEY_SECRET", "test-secret-test-secret-test-secret-test");
  vi.stubEnv("INNGEST_DEV", "1");
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const TOKEN = "prl_0123456789abcdef";
const settings: SettingsOf<"custom"> = {
  kind: "custom",
  webhookUrl: "https://messenger.example.com/parley",
  retry: true,
  structured: false,
  markdown: "as_written",
  hasWebhookSecret: true,
};
const channel: Channel & { incomingUrl: string } = {
  id: "chn_1",
  botId: "bot_1",
  kind: "custom",
  name: "Messenger",
  enabled: true,
  publicId: "pub",
  settings,
  chatUrl: null,
  incomingUrl: "https://parley.example.com/api/webhook/custom/message",
  token: TOKEN,
  api: null,
};

function page(changes: Partial<Channel> = {}, own: Partial<SettingsOf<"custom">> = {}): string {
  return pageWith(describeApi(), changes, own);
}

function pageWith(api: ChannelApi, changes: Partial<Channel> = {}, own: Partial<SettingsOf<"custom">> = {}): string {
  const changed = { ...settings, ...own };
  return renderToStaticMarkup(
    <TrpcProvider>
      <TooltipProvider>
        <ApiGuide channel={{ ...channel, ...changes }} settings={changed} api={api} />
      </TooltipProvider>
    </TrpcProvider>,
  );
}

/** The names of all fields that a JSON Schema has, at every depth. */
function fieldsBelow(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => [
    ...(key === "properties" ? Object.keys(value) : []),
    ...fieldsBelow(value),
  ]);
}

const text = (html: string) => html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

describe("a channel's API page", () => {
  it("has every section once, under its name and anchor", () => {
    const html = page();
    for (const [id, title] of Object.entries(sections)) {
      expect(html.split(`id="${id}"`)).toHaveLength(2);
      expect(html).toContain(`href="#${id}"`);
      expect(html).toContain(`id="${id}-title"`);
      expect(text(html)).toContain(title);
    }
  });

  it("has the channel's own address in its samples, and masks the token", () => {
    const html = page();
    expect(html.split(channel.incomingUrl).length).toBeGreaterThan(4);
    expect(html.replace(`type="password"`, "").split(TOKEN)).toHaveLength(2);
    expect(html).toMatch(new RegExp(`<input[^>]*type="password"[^>]*value="${TOKEN}"`));
  });

  it("names each field, refusal and retry", () => {
    const shown = text(page());
    for (const name of Object.keys(incomingBody.shape)) expect(shown).toContain(` ${name} `);
    for (const { status } of refusals(describeApi())) expect(shown).toContain(` ${status} `);
    for (const words of ["5 seconds", "30 seconds", "2 minutes", "10 minutes and 1 hour"])
      expect(shown).toContain(words);
  });

  it("describes each field of the schema, and each field within a field", () => {
    const fields = fieldsBelow(z.toJSONSchema(incomingBody, { io: "input", unrepresentable: "any" }));
    expect(fields).toEqual(expect.arrayContaining(["chat_id", "file_name", "data", "hint", "url"]));
    const shown = text(page());
    for (const name of fields) expect(shown).toMatch(new RegExp(`\\b${name}\\b`));
    for (const { name, text: about } of describeApi().fields) expect([name, about.length > 10]).toEqual([name, true]);
  });

  it("shows the limits and the schedule of the running server", async () => {
    expect(text(page())).toContain("More than 6,000 messages in a minute.");
    expect(text(page())).toContain("A file is larger than 15 MB, or the whole body larger than 64 MB.");
    vi.stubEnv("PARLEY_DELIVERY_RETRIES", "7,90,7200");
    vi.resetModules();
    const { describeApi: describeThere } = await import("@/server/channels/custom/describe-api");
    const shown = text(pageWith(describeThere()));
    expect(shown).toContain("A failed delivery is tried again after 7 seconds, 90 seconds and 2 hours.");
    expect(shown).not.toContain("1 hour");
  });

  it("shows what a structured message looks like, and whether this channel sends them", () => {
    expect(text(page())).toContain("&quot;quick_replies&quot;: [");
    expect(text(page())).toContain("under Settings (off now)");
    expect(text(page({}, { structured: true }))).toContain("under Settings (on now)");
  });

  it("says what is missing", () => {
    expect(text(page())).not.toMatch(/This channel (?:has no|is off)/);
    const bare = text(page({ enabled: false }, { webhookUrl: null, hasWebhookSecret: false, retry: false }));
    expect(bare).toContain("This channel is off");
    expect(bare).toContain("This channel has no webhook URL yet");
    expect(bare).toContain("This channel has no webhook secret");
    expect(bare).toContain("they are off for this channel");
  });

  it("names every control for a screen reader", () => {
    const html = page();
    const controls = [...html.matchAll(/<button[^>]*>(.*?)<\/button>/gs)];
    expect(controls.length).toBeGreaterThan(8);
    for (const [control, inside] of controls) {
      const labelled = /aria-label(?:ledby)?="[^"]+"| id="[^"]+"/.test(control.slice(0, control.indexOf(">")));
      expect(labelled || text(inside ?? "").trim() !== "").toBe(true);
    }
  });
});

describe("a request in the log", () => {
  const request = { id: "req_1", receivedAt: "2026-08-01T10:00:00.000Z", durationMs: 7, messageId: "m1" };

  it("shows its status, summary and duration", () => {
    const row = (status: number, summary: string) =>
      text(renderToStaticMarkup(<ApiRequestRow request={{ ...request, status, summary }} />));
    expect(row(202, "Hello")).toMatch(/202 Hello 7 ms/);
    expect(row(422, "body.text: Field required")).toMatch(/422 body\.text: Field required/);
    expect(row(500, "")).toContain("Nothing to show");
  });
});

describe("a message that the page sends", () => {
  it.each(["text", "picture", "full", "employee", "faulty"] as const)("has an id of its own each time (%s)", (kind) => {
    const [first, second] = [trialMessage(kind, "Hi"), trialMessage(kind, "Hi")];
    expect(first.message_id).not.toBe(second.message_id);
  });

  it("contains the typed text, except for samples with fixed contents", () => {
    expect(trialMessage("full", "Hi")).toMatchObject({ text: "Hi", chat_id: "api-page", client_name: "John Doe" });
    expect(trialMessage("faulty", "Hi")).toMatchObject({ text: "" });
    expect(trialMessage("faulty", "Hi")).not.toHaveProperty("chat_id");
    expect(trialMessage("picture", "Hi")).not.toHaveProperty("text");
  });
});
