import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { GET } from "@/app/api/audit/export/route";
import { callApi } from "@/app/api/v1/testing/call-api";
import { makeMember, makeWorkspace } from "@/db/testing/factories";
import { sessionCookie } from "@/server/accounts/testing/session-cookie";
import { makeSource, writeTexts } from "@/server/knowledge/testing/make-source";
import { collectLater } from "@/server/testing/collect-later";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";

let userId: string;
let workspaceId: string;
let caller: ReturnType<typeof createTestCaller>;

beforeEach(async () => {
  ({ userId, workspaceId } = await makeWorkspace());
  caller = createTestCaller({ userId });
});

const entries = async () => (await caller.audit.list({})).entries;
const newest = async () => (await entries())[0];

describe("The audit log", () => {
  it("says who made, changed and deleted a thing, and how it was before and after", async () => {
    const { id } = await caller.bots.create({ name: "Shop", templateId: null });
    expect(await newest()).toMatchObject({
      verb: "bots.create",
      actorType: "user",
      actorId: userId,
      targetType: "bot",
      targetId: id,
      targetName: "Shop",
      before: null,
      after: { name: "Shop" },
    });
    await caller.bots.update({ botId: id, name: "Store" });
    expect(await newest()).toMatchObject({ verb: "bots.update", before: { name: "Shop" }, after: { name: "Store" } });
    await caller.bots.delete({ botId: id, force: true });
    expect(await newest()).toMatchObject({ verb: "bots.delete", targetName: "Store", after: null });
  });

  it("begins with the workspace that a sign-up makes", async () => {
    const { later, work } = collectLater();
    const visitor = createTestCaller({ later });
    const email = "founder@example.com";
    await visitor.accounts.signUp({ name: "Ada", email, password: "correct horse battery" });
    await work();
    const [ada] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
    caller = createTestCaller({ userId: ada?.id ?? "" });
    expect(await entries()).toMatchObject([
      { verb: "team.createWorkspace", actorId: ada?.id, targetName: "Ada's workspace", before: null },
    ]);
  });

  it("finds the id of each thing that a verb makes", async () => {
    const { id: botId } = await caller.bots.create({ name: "Shop", templateId: null });
    await caller.bots.duplicate({ botId });
    await caller.channels.create({ botId, kind: "web", name: "Site" });
    await caller.knowledge.create({
      name: "Hours",
      settings: { kind: "text", text: "Open." },
      schedule: "off",
    });
    await caller.knowledge.saveSynonyms({ synonymsId: null, words: ["car", "auto"] });
    await caller.tables.create({ name: "Prices", columns: [{ name: "Item", type: "text" }] });
    await caller.savedReplies.create({ name: "Hello", shortcut: "hi", text: "Hello!" });
    await caller.secrets.create({ name: "shop_key", value: "sk-live-8f3a9b2c71", note: "" });
    await caller.apiKeys.create({ name: "CMS", scopes: ["knowledge:read"], expiresInDays: null });
    const made = await entries();
    expect(made).toHaveLength(9);
    expect(made.filter(({ targetId, after }) => targetId === null || after === null)).toEqual([]);
    expect(JSON.stringify(made)).not.toContain("8f3a9b2c71");
  });

  it("names synonyms by their words, and a part of a source by its place", async () => {
    const { id: synonymsId } = await caller.knowledge.saveSynonyms({ synonymsId: null, words: ["couch", "sofa"] });
    expect(await newest()).toMatchObject({ targetId: synonymsId, targetName: "couch, sofa" });
    await caller.knowledge.saveSynonyms({ synonymsId, words: ["couch", "settee"] });
    await caller.knowledge.deleteSynonyms({ synonymsId });
    expect((await entries()).map(({ targetName }) => targetName)).toEqual([
      "couch, settee",
      "couch, settee",
      "couch, sofa",
    ]);
    const sourceId = await makeSource(workspaceId, { name: "Handbook" });
    const texts = ["We deliver daily.", "Returns take 30 days."];
    const handbook = await writeTexts(workspaceId, sourceId, texts, { title: "Handbook" });
    const [, returns] = (await caller.knowledge.chunks({ documentId: handbook })).chunks;
    const { id: chunkId = "", text: before = "" } = returns ?? {};
    await caller.knowledge.updateChunk({ chunkId, before, text: "Returns take 14 days." });
    expect(await newest()).toMatchObject({ targetId: chunkId, targetName: "Handbook, part 2" });
    const page = { title: "Warranty", key: "/warranty" };
    const warranty = await writeTexts(workspaceId, sourceId, ["The warranty is two years."], page);
    const [only] = (await caller.knowledge.chunks({ documentId: warranty })).chunks;
    await caller.knowledge.deleteChunk({ chunkId: only?.id ?? "" });
    expect(await newest()).toMatchObject({ targetName: "Handbook › Warranty, part 1", after: null });
  });

  it("has no entry of a verb that was refused", async () => {
    await expect(caller.bots.update({ botId: "bot_unknown", name: "X" })).rejects.toThrow("does not exist");
    expect(await entries()).toEqual([]);
  });

  it("names the API key that put and deleted a source", async () => {
    const { key } = await caller.apiKeys.create({ name: "CMS", scopes: ["knowledge:write"], expiresInDays: null });
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const body = JSON.stringify({ name: "Hours", text: "Open from nine." });
    await callApi("/knowledge/sources/7", { method: "PUT", headers, body });
    expect(await newest()).toMatchObject({
      actorType: "api_key",
      actorName: "CMS",
      targetName: "Hours",
      targetId: "7",
    });
    await callApi("/knowledge/sources/7", { method: "DELETE", headers });
    expect(await newest()).toMatchObject({ before: { name: "Hours" }, after: null });
    expect(JSON.stringify(await entries())).not.toContain(key);
  });

  it("is read by owners and admins of its workspace only", async () => {
    await caller.bots.create({ name: "Shop", templateId: null });
    const editor = await makeMember(workspaceId, "editor");
    await expect(createTestCaller({ userId: editor.userId, workspaceId }).audit.list({})).rejects.toThrow("role");
    const other = await makeWorkspace();
    expect((await createTestCaller({ userId: other.userId }).audit.list({})).entries).toEqual([]);
  });

  it("is filtered by person, kind and name, and read in pages", async () => {
    const editor = await makeMember(workspaceId, "editor");
    await caller.bots.create({ name: "Shop", templateId: null });
    const asEditor = createTestCaller({ userId: editor.userId, workspaceId });
    for (let index = 0; index < 51; index += 1) {
      await asEditor.savedReplies.create({ name: `Reply ${index}`, shortcut: `r${index}`, text: "Hello!" });
    }
    const first = await caller.audit.list({ actorId: editor.userId });
    expect(first.entries).toHaveLength(50);
    const second = await caller.audit.list({ actorId: editor.userId, cursor: first.nextCursor });
    expect([second.entries.length, second.nextCursor]).toEqual([1, null]);
    expect((await caller.audit.list({ targetType: "bot" })).entries).toHaveLength(1);
    expect((await caller.audit.list({ search: "reply 50" })).entries).toHaveLength(1);
    expect((await caller.audit.list({ since: new Date(Date.now() + 60_000).toISOString() })).entries).toEqual([]);
    expect((await caller.audit.actors()).map(({ id }) => id).toSorted()).toEqual([userId, editor.userId].toSorted());
  });

  it("is exported as CSV with the same filters", async () => {
    await caller.bots.create({ name: '=1+1 "Shop"', templateId: null });
    await caller.savedReplies.create({ name: "Hello", shortcut: "hi", text: "Hello!" });
    const cookie = await sessionCookie(userId);
    const address = "http://localhost:3000/api/audit/export?targetType=bot";
    const answer = await GET(new Request(address, { headers: { cookie } }));
    const lines = (await answer.text()).trim().split("\r\n");
    expect(answer.status).toBe(200);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain("bots.create");
    expect(lines[1]).toContain(`"'=1+1 ""Shop"""`);
  });
});
