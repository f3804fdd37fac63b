import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { channelSightings } from "@/db/schema/channel-sightings";
import { channels } from "@/db/schema/conversations";
import { makeWorkspace } from "@/db/testing/factories";
import { updateChannel } from "@/server/channels/update-channel";
import { collectLater } from "@/server/testing/collect-later";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { buildWidget } from "@/widget/build/build-widget";
import type { LauncherSettings } from "../protocol";
import { listSightings } from "../sightings/list-sightings";
import { postSession, setWidget } from "../testing/session-client";
import { makeWebBot, setWeb, type WebBot } from "../testing/web-bot";
import { answerWidgetScript } from "./answer-widget-script";

beforeAll(() => buildWidget(process.cwd()));

let bot: WebBot;
beforeEach(async () => {
  bot = await makeWebBot();
});

async function script(query: string, headers: Record<string, string> = {}) {
  const { later, work } = collectLater();
  const response = await answerWidgetScript(new Request(`http://localhost:3000/widget.js${query}`, { headers }), later);
  const text = await response.text();
  return { response, text, work };
}

/** Runs the end of a script with its loader replaced, and returns what the loader gets and what is logged. */
function run(text: string): { served: unknown; warnings: string[] } {
  const warnings: string[] = [];
  const end = text.lastIndexOf("})(");
  const warning = text.startsWith("console.warn(") ? text.slice(0, text.indexOf(";(") + 1) : "";
  const code = `${warning} return (function(served){ return served; ${text.slice(end)}`;
  const served: unknown = new Function("console", code)({ warn: (line: string) => warnings.push(line) });
  return { served, warnings };
}

describe("The widget's script", () => {
  it("contains the launcher's settings, with texts in every language that a visitor may get", async () => {
    await setWidget(bot, {
      texts: { ar: { openChat: "افتح", title: "دردشة" }, de: { launcher: "Fragen?" } },
      appearance: { color: "#ff0000", avatarFileId: "file_secret" },
    });
    const { response, text } = await script(`?c=${bot.publicId}`);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": expect.stringContaining("max-age=300"),
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
    });
    const served = run(text).served as LauncherSettings;
    expect(served).toMatchObject({
      channel: bot.publicId,
      color: "#ff0000",
      languageChoice: "visitor",
      fallback: "en",
      proactive: [],
    });
    expect(Object.keys(served.texts).toSorted()).toEqual(["ar", "de", "en", "es", "fr", "pt", "ru"]);
    expect(served.texts["de"]).toEqual({
      title: "Shop",
      launcher: "Fragen?",
      openChat: "Chat öffnen",
      openChatUnread: "Chat öffnen, ungelesene Nachrichten: {count}",
      closeChat: "Chat schließen",
      dismiss: "Ausblenden",
    });
    expect(served.texts["ar"]).toMatchObject({ title: "دردشة", openChat: "افتح", closeChat: "Close chat" });
    expect(text).not.toContain("file_secret");
  });

  it("contains hostile texts as they are, and nothing of them runs", async () => {
    const hostile = `</script><script>alert(1)</script>"'\`\${1}\\ \u2028\u2029 $& $1 })(null);`;
    await setWidget(bot, { texts: { en: { launcher: hostile } } });
    const { text } = await script(`?c=${bot.publicId}`);
    expect(text).not.toMatch(/<\/script|[\u2028\u2029]/);
    const served = new Function(
      `${text.slice(text.lastIndexOf("})({")).replace("})(", "return (")}`,
    )() as LauncherSettings;
    expect(served.texts["en"]?.launcher).toBe(hostile);
  });

  it.each<[string, () => Promise<string> | string]>([
    ["an unknown id", () => "?c=nope"],
    ["an id with characters that ids do not have", () => `?c=${encodeURIComponent('a");alert(1)//\0')}`],
    ["an empty id", () => "?c="],
    [
      "a switched-off channel",
      async () => {
        await updateChannel(bot.ctx, { channelId: bot.channelId, enabled: false });
        return `?c=${bot.publicId}`;
      },
    ],
    [
      "a channel of another kind",
      async () => {
        const [test] = await db.select().from(channels).where(eq(channels.kind, "test"));
        return `?c=${test?.publicId}`;
      },
    ],
  ])("serves %s without a channel, with one warning and a short life", async (_, query) => {
    const { response, text } = await script(await query());
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("public, max-age=30");
    const { served, warnings } = run(text);
    expect(served).toMatchObject({ channel: "", proactive: [] });
    expect(warnings).toEqual([expect.stringMatching(/^Parley: There is no chat with the id/)]);
  });

  it("has the settings of a new channel and no warning without an id", async () => {
    expect(run((await script("")).text)).toMatchObject({
      served: { channel: "", color: "#2563eb", texts: { en: { closeChat: "Close chat" } } },
      warnings: [],
    });
  });

  it("is not sent again while it is unchanged", async () => {
    const { response } = await script(`?c=${bot.publicId}`);
    const etag = response.headers.get("etag") ?? "";
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await script(`?c=${bot.publicId}`, { "if-none-match": known });
      expect([again.response.status, again.text, again.response.headers.get("etag")]).toEqual([304, "", etag]);
    }
    await setWidget(bot, { appearance: { color: "#00ff00" } });
    expect((await script(`?c=${bot.publicId}`, { "if-none-match": etag })).response.status).toBe(200);
  });
});

describe("A site with the widget", () => {
  const referer = { referer: "https://shop.example.com/" };
  const origin = { origin: "https://shop.example.com" };
  const seen = () => listSightings(bot.ctx, bot.channelId);

  it("is listed after its first request, with the page on which the chat was opened", async () => {
    const { work } = await script(`?c=${bot.publicId}`, referer);
    expect(await seen()).toEqual([]);
    await work();
    const [first] = await seen();
    expect(first).toMatchObject({ origin: "https://shop.example.com", page: "https://shop.example.com" });
    await postSession(bot.publicId, { page: "https://shop.example.com/cart?token=secret#pay" }, origin);
    expect(await createTestCaller({ userId: bot.userId }).channels.sightings({ channelId: bot.channelId })).toEqual([
      { ...first, page: "https://shop.example.com/cart", lastSeenAt: expect.any(String) },
    ]);
  });

  it("is written at most once in ten minutes", async () => {
    await postSession(bot.publicId, { page: "https://shop.example.com/a" }, origin);
    await postSession(bot.publicId, { page: "https://shop.example.com/b" }, origin);
    await (await script(`?c=${bot.publicId}`, referer)).work();
    expect(await seen()).toMatchObject([{ page: "https://shop.example.com/a" }]);
    const [first] = await seen();
    expect(first?.lastSeenAt).toBe(first?.firstSeenAt);
  });

  it.each<[string, string, Record<string, string>]>([
    ["of the product itself", "http://localhost:3000/chat/x", { origin: "http://localhost:3000" }],
    ["that is no page of the web", "chrome-extension://abc/x.html", { origin: "chrome-extension://abc" }],
    ["that another origin claims to be", "https://bank.example.com/", { origin: "https://shop.example.com" }],
    ["without an origin", "https://bank.example.com/", {}],
  ])("is not listed for an address %s", async (_, page, headers) => {
    expect((await postSession(bot.publicId, { page }, headers)).status).toBe(200);
    await (await script(`?c=${bot.publicId}`, { referer: page.startsWith("https://bank") ? "x" : page })).work();
    expect(await seen()).toEqual([]);
  });

  it("is not listed if the channel does not allow its origin", async () => {
    await setWeb(bot, { allowedOrigins: ["https://www.example.com"] });
    await (await script(`?c=${bot.publicId}`, referer)).work();
    expect(await seen()).toEqual([]);
  });

  it("is one of at most a hundred, so that forged addresses have an end", async () => {
    for (let i = 0; i < 105; i++) {
      await (await script(`?c=${bot.publicId}`, { referer: `https://s${i}.example.com/` })).work();
    }
    expect(await seen()).toHaveLength(100);
    await db.delete(channelSightings).where(eq(channelSightings.origin, "https://s0.example.com"));
    await (await script(`?c=${bot.publicId}`, referer)).work();
    expect((await seen()).map((each) => each.origin)).toContain("https://shop.example.com");
  });

  it("is not listed for other workspaces", async () => {
    const other = await makeWorkspace();
    await expect(listSightings(other.ctx, bot.channelId)).rejects.toMatchObject({ code: "not_found" });
  });
});
