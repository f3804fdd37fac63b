import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { POST } from "@/app/api/channels/[channelId]/avatar/route";
import { GET } from "@/app/api/chat/[channel]/avatar/route";
import { db } from "@/db/client";
import { channels } from "@/db/schema/conversations";
import { files } from "@/db/schema/files";
import { sessionCookie } from "@/server/accounts/testing/session-cookie";
import { createChannel } from "@/server/channels/create-channel";
import { makeWebBot, setWeb, type WebBot } from "@/server/channels/web/testing/web-bot";
import { purgeFiles } from "@/server/files/purge-files";
import { storeFile } from "@/server/files/store-file";
import { gif, pdf, png } from "@/server/files/testing/sample-files";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";

const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');

let bot: WebBot;
let cookie: string;
beforeEach(async () => {
  bot = await makeWebBot();
  cookie = await sessionCookie(bot.userId, 3600);
});

async function upload(bytes: Buffer, { to = bot.channelId, as = cookie, origin = "http://localhost:3000" } = {}) {
  const response = await POST(
    new Request(`http://localhost:3000/api/channels/${to}/avatar?fileName=me.png`, {
      method: "POST",
      headers: {
        cookie: as,
        origin,
        "sec-fetch-site": origin === "http://localhost:3000" ? "same-origin" : "cross-site",
      },
      body: new Uint8Array(bytes),
    }),
    { params: Promise.resolve({ channelId: to }) },
  );
  return { status: response.status, body: await response.json() };
}

function show(query = "", publicId = bot.publicId) {
  return GET(new Request(`http://localhost:3000/api/chat/${publicId}/avatar${query}`), {
    params: Promise.resolve({ channel: publicId }),
  });
}

describe("A web channel's avatar", () => {
  it("is served to every site as a picture and nothing else, for a year under its own address", async () => {
    expect((await show()).status).toBe(404);
    const { status, body } = await upload(png);
    expect(status).toBe(201);
    const shown = await show(`?v=${body.avatarFileId}`);
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(png);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "cross-origin",
      "cache-control": "public, max-age=31536000, immutable",
    });
    expect((await show("?v=fil_old")).headers.get("cache-control")).toBe("public, max-age=60");
  });

  it("keeps other settings, is kept by their changes, and can be removed", async () => {
    await setWeb(bot, { title: "Hi" });
    await upload(gif);
    await setWeb(bot, { widget: { imageHosts: ["cdn.example.com"] } });
    const caller = createTestCaller({ userId: bot.userId }).channels;
    expect((await caller.get({ channelId: bot.channelId })).settings).toMatchObject({
      title: "Hi",
      widget: { appearance: { avatarFileId: expect.stringMatching(/^fil_/) }, imageHosts: ["cdn.example.com"] },
    });
    expect((await show()).headers.get("content-type")).toBe("image/gif");
    await caller.removeAvatar({ channelId: bot.channelId });
    expect((await show()).status).toBe(404);
  });

  it.each([
    ["an SVG with a script", svg, 415],
    ["a PDF", pdf, 415],
    ["more than 1 MB", Buffer.concat([png, Buffer.alloc(1024 * 1024)]), 413],
    ["nothing", Buffer.alloc(0), 422],
  ])("is refused and stores nothing if it is %s", async (_, bytes, status) => {
    expect((await upload(bytes)).status).toBe(status);
    expect(await db.select().from(files).where(eq(files.workspaceId, bot.ctx.workspaceId))).toEqual([]);
  });

  it("is refused from a stranger, another site, for another workspace's channel and for another kind", async () => {
    const other = await makeWebBot();
    const { id: custom } = await createChannel(bot.ctx, { botId: bot.botId, kind: "custom", name: "Messenger" });
    expect((await upload(png, { as: "" })).status).toBe(401);
    expect((await upload(png, { origin: "https://evil.example" })).status).toBe(403);
    expect((await upload(png, { to: other.channelId })).status).toBe(404);
    expect((await upload(png, { to: custom })).status).toBe(422);
  });

  it("is kept by the purge of files while it is in use", async () => {
    const first = (await upload(png)).body.avatarFileId;
    const second = (await upload(gif)).body.avatarFileId;
    await db.update(files).set({ createdAt: new Date(Date.now() - 2 * 24 * 3600_000) });
    await purgeFiles();
    const left = await db.select({ id: files.id }).from(files).where(eq(files.workspaceId, bot.ctx.workspaceId));
    expect(left).toEqual([{ id: second }]);
    expect(first).not.toBe(second);
  });

  it("is never a file of another workspace, even if the settings name one", async () => {
    const other = await makeWebBot();
    const { id } = await storeFile({ workspaceId: other.ctx.workspaceId, name: "a.png", bytes: png });
    const [row] = await db.select().from(channels).where(eq(channels.id, bot.channelId));
    const settings = { ...row?.settings, widget: { appearance: { avatarFileId: id } } };
    await db.update(channels).set({ settings }).where(eq(channels.id, bot.channelId));
    expect((await show()).status).toBe(404);
  });
});
