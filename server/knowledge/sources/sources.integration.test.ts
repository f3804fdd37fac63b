import { and, eq, inArray, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as postFile } from "@/app/api/knowledge/files/route";
import { db } from "@/db/client";
import { files } from "@/db/schema/files";
import { knowledgeDocuments, knowledgeEntries, knowledgeSources } from "@/db/schema/knowledge";
import { knowledgeUses } from "@/db/schema/knowledge-searches";
import { type EventEndpoint, startEventEndpoint } from "@/db/testing/event-endpoint";
import { makeMember, makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { sessionCookie } from "@/server/accounts/testing/session-cookie";
import { createBot } from "@/server/bots/create-bot";
import { purgeFiles } from "@/server/files/purge-files";
import { newId } from "@/server/ids";
import { purgeSearches } from "@/server/knowledge/gaps/purge-searches";
import { recordSearch } from "@/server/knowledge/gaps/record-search";
import { writeDocument } from "@/server/knowledge/index/write-document";
import { makeOrders } from "@/server/tables/testing/make-table";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";

let events: EventEndpoint;
beforeAll(async () => {
  events = await startEventEndpoint();
});

let home: TestWorkspace;
let caller: ReturnType<typeof createTestCaller>;
beforeEach(async () => {
  home = await makeWorkspace();
  caller = createTestCaller({ userId: home.userId });
});

const text = (words = "# Returns\n\nYou can return shoes within 30 days.") => ({ kind: "text" as const, text: words });
const question = (words: string, answer = "From nine to five.") => ({
  kind: "question" as const,
  question: words,
  variants: ["Opening hours"],
  answer,
});
const addText = async () => (await caller.knowledge.create({ settings: text() })).id;
const rowOf = async (id: string) =>
  (await db.select().from(knowledgeSources).where(eq(knowledgeSources.id, id)))[0] ?? null;

/** Ends a reading as if it had found nothing, so that the source can be read again. */
const endReading = (id: string) =>
  db.update(knowledgeSources).set({ status: "ready" }).where(eq(knowledgeSources.id, id));

async function upload(bytes: Uint8Array<ArrayBuffer>, query = "fileName=guide.md", userId = home.userId) {
  const headers = { cookie: await sessionCookie(userId) };
  const request = new Request(`http://localhost:3000/api/knowledge/files?${query}`, {
    method: "POST",
    headers,
    body: bytes,
  });
  const response = await postFile(request);
  return { status: response.status, body: await response.json() };
}
const markdown = new TextEncoder().encode("# Guide\n\nPlug it in.");

describe("a source", () => {
  it("is added with a reading that is requested, under a name from its content", async () => {
    const id = await addText();
    const row = await rowOf(id);
    expect(row).toMatchObject({ name: "Returns", kind: "text", status: "queued", isEnabled: true, schedule: "off" });
    expect(row?.readingId).toMatch(/^rdg_/);
    const settings = { kind: "site" as const, url: "https://shop.example/help/" };
    const site = await caller.knowledge.create({ settings, schedule: "daily" });
    expect(await caller.knowledge.get({ sourceId: site.id })).toMatchObject({
      name: "shop.example/help",
      schedule: "daily",
      settings: { ...settings, find: "sitemap", maxPages: 500 },
    });
    expect((await caller.knowledge.list()).map(({ name, origin }) => [name, origin])).toEqual([
      ["shop.example/help", "https://shop.example/help/"],
      ["Returns", null],
    ]);
  });

  it.each([
    ["an empty text", text(" "), ["settings", "text"]],
    ["an address of another kind", { kind: "page" as const, url: "ftp://shop.example" }, ["settings", "url"]],
    ["a question without an answer", question("Open?", ""), ["settings", "answer"]],
    [
      "a pattern without a slash",
      { kind: "site" as const, url: "https://shop.example", include: ["help"] },
      ["settings", "include", 0],
    ],
  ])("is refused with %s, at the field", async (_what, settings, path) => {
    await expect(caller.knowledge.create({ settings })).rejects.toMatchObject({
      cause: { code: "invalid", details: [{ path }] },
    });
  });

  it("of a page, a site or a direct question exists once", async () => {
    const settings = { kind: "page" as const, url: "https://shop.example/faq" };
    await caller.knowledge.create({ settings });
    await expect(caller.knowledge.create({ settings })).rejects.toThrow("is read from this address already");
    await caller.knowledge.create({ settings: question("When are you open?") });
    await expect(caller.knowledge.create({ settings: question("when are you OPEN?") })).rejects.toMatchObject({
      cause: { code: "conflict", details: [{ path: ["settings", "question"] }] },
    });
    const other = await makeWorkspace();
    await createTestCaller({ userId: other.userId }).knowledge.create({ settings });
  });

  it("of a table names columns that the table has", async () => {
    const { tableId } = await makeOrders([{ number: "A-1", price: 1 }], home);
    const settings = (columns: string[]) => ({ kind: "table" as const, tableId, columns });
    await expect(caller.knowledge.create({ settings: settings(["secret"]) })).rejects.toThrow(
      "Choose the columns again",
    );
    const { id } = await caller.knowledge.create({
      settings: settings(["number"]),
      schedule: "weekly",
    });
    expect(await caller.knowledge.get({ sourceId: id })).toMatchObject({
      name: "Orders",
      schedule: "weekly",
      kind: "table",
    });
    const foreign = createTestCaller({ userId: (await makeWorkspace()).userId });
    await expect(foreign.knowledge.create({ settings: settings(["number"]) })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("is read again when its settings change, but not when it is renamed or switched off", async () => {
    const sourceId = await addText();
    const { readingId } = (await rowOf(sourceId)) ?? {};
    await caller.knowledge.update({ sourceId, name: "Our rules", isEnabled: false, settings: text() });
    expect(await rowOf(sourceId)).toMatchObject({ name: "Our rules", isEnabled: false, readingId });
    await caller.knowledge.update({ sourceId, settings: text("Only 14 days.") });
    const changed = await rowOf(sourceId);
    expect(changed?.readingId).not.toBe(readingId);
    expect(changed).toMatchObject({ name: "Our rules", status: "queued", settings: text("Only 14 days.") });
    const unreliable = caller.knowledge.update({ sourceId, settings: question("Open?") });
    await expect(unreliable).rejects.toMatchObject({ cause: { code: "invalid" } });
  });

  it("is not overwritten by a form that was opened before the last change", async () => {
    const sourceId = await addText();
    const { basedOn } = await caller.knowledge.get({ sourceId });
    await caller.knowledge.update({ sourceId, settings: text("First."), basedOn });
    const late = caller.knowledge.update({ sourceId, settings: text("Second."), basedOn });
    await expect(late).rejects.toMatchObject({ cause: { code: "conflict" } });
    const newer = await caller.knowledge.get({ sourceId });
    await caller.knowledge.update({ sourceId, name: "Rules" });
    const renaming = caller.knowledge.update({ sourceId, name: "Returns", settings: text(), basedOn: newer.basedOn });
    await expect(renaming).rejects.toMatchObject({ cause: { code: "conflict" } });
    expect((await rowOf(sourceId))?.settings).toEqual(text("First."));
  });

  it("is refreshed and stopped by people, but not read twice at the same time", async () => {
    const sourceId = await addText();
    await expect(caller.knowledge.refresh({ sourceId })).rejects.toMatchObject({ cause: { code: "conflict" } });
    await endReading(sourceId);
    const before = await rowOf(sourceId);
    await caller.knowledge.refresh({ sourceId });
    const after = await rowOf(sourceId);
    expect(after?.readingId).not.toBe(before?.readingId);
    await caller.knowledge.stopReading({ sourceId });
    const stopped = await rowOf(sourceId);
    expect(["queued", "reading"]).not.toContain(stopped?.status);
    expect(stopped?.readingId).not.toBe(after?.readingId);
    await caller.knowledge.stopReading({ sourceId });
  });

  it("whose reading was stopped says that its text was not read, and is read when it is saved again", async () => {
    const sourceId = await addText();
    await db
      .update(knowledgeSources)
      .set({ status: "ready", succeededAt: sql`now()` })
      .where(eq(knowledgeSources.id, sourceId));
    await caller.knowledge.update({ sourceId, settings: text("Only 14 days.") });
    await caller.knowledge.stopReading({ sourceId });
    const error = expect.stringContaining("cancelled");
    expect(await caller.knowledge.get({ sourceId })).toMatchObject({ status: "stale", error });
    await caller.knowledge.update({ sourceId, name: "Rules" });
    expect(await rowOf(sourceId)).toMatchObject({ name: "Rules", status: "stale" });
    await caller.knowledge.update({ sourceId, settings: text("Only 14 days.") });
    expect((await rowOf(sourceId))?.status).toBe("queued");
    await caller.knowledge.stopReading({ sourceId });
    await caller.knowledge.refresh({ sourceId });
    expect((await rowOf(sourceId))?.status).toBe("queued");
  });

  it("counts the answers of the last 30 days that used it, and remembers the last one", async () => {
    const [sourceId, old, forgotten] = [await addText(), await addText(), await addText()];
    const { id: botId } = await createBot(home.ctx, { name: "Shop", templateId: null });
    const used = async (days: number, sourceIds: string[]) => {
      await recordSearch({
        workspaceId: home.workspaceId,
        botId,
        conversationId: "cnv_1",
        messageId: newId("message"),
        question: "Returns?",
        outcome: "passages",
        score: 0.8,
        sourceIds,
        isUnanswered: false,
      });
      // As if it had been then.
      await db
        .update(knowledgeUses)
        .set({ day: sql`${knowledgeUses.day} - ${days}::int`, lastUsedAt: sql`now() - make_interval(days => ${days})` })
        .where(
          and(inArray(knowledgeUses.sourceId, sourceIds), sql`${knowledgeUses.day} = (now() at time zone 'utc')::date`),
        );
    };
    await used(181, [forgotten]);
    await used(40, [sourceId, old]);
    await used(31, [sourceId]);
    await used(2, [sourceId, "src_deleted"]);
    await used(0, [sourceId]);
    await used(0, [sourceId]);
    const counted = async () => {
      const uses = await caller.knowledge.uses();
      const daysAgo = (id: string) => (Date.now() - Date.parse(uses[id]?.lastUsedAt ?? "")) / 86_400_000;
      expect(uses).toEqual({
        [sourceId]: { uses: 3, lastUsedAt: expect.any(String) },
        [old]: { uses: 0, lastUsedAt: expect.any(String) },
      });
      expect(daysAgo(sourceId)).toBeCloseTo(0, 1);
      expect(daysAgo(old)).toBeCloseTo(40, 1);
    };
    await counted();
    await purgeSearches();
    await counted();
    const kept = await db.select().from(knowledgeUses).where(eq(knowledgeUses.workspaceId, home.workspaceId));
    expect(kept).toHaveLength(3);
  });

  it("counts each of many answers that use the same sources at the same time", async () => {
    const sourceIds = [await addText(), await addText(), await addText()];
    const { id: botId } = await createBot(home.ctx, { name: "Shop", templateId: null });
    const about = { workspaceId: home.workspaceId, botId, conversationId: "cnv_1", question: "Returns?", score: 0.8 };
    const answers = Array.from({ length: 20 }, (_, i) =>
      recordSearch({
        ...about,
        messageId: newId("message"),
        outcome: "passages",
        sourceIds: i % 2 === 0 ? sourceIds : sourceIds.toReversed(),
        isUnanswered: false,
      }),
    );
    await Promise.all(answers);
    const uses = await caller.knowledge.uses();
    expect(sourceIds.map((id) => uses[id]?.uses)).toEqual([20, 20, 20]);
  });
});

describe("the limits of a workspace", () => {
  it("are 1,000 sources and 5,000 direct questions", async () => {
    const many = (kind: "text" | "question", count: number) =>
      db.execute(sql`
        insert into knowledge_sources (id, workspace_id, kind, name, settings, status)
        select ${home.workspaceId} || ${kind} || n, ${home.workspaceId}, ${kind}, 'n', '{}', 'ready'
        from generate_series(1, ${count}::int) as n`);
    await many("text", 999);
    const ends = await Promise.allSettled([addText(), addText(), addText()]);
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(addText()).rejects.toThrow("at most 1,000 sources");
    await many("question", 5000);
    await expect(caller.knowledge.create({ settings: question("Open?") })).rejects.toThrow("5,000 direct questions");
  });
});

describe("the files of the knowledge base", () => {
  it("are stored as sources, under their own names", async () => {
    const { status, body } = await upload(markdown);
    expect(status).toBe(201);
    expect(body).toEqual({ sourceId: expect.stringMatching(/^src_/), name: "guide.md" });
    const [source] = await caller.knowledge.list();
    expect(source).toMatchObject({ id: body.sourceId, kind: "file", name: "guide.md", isEnabled: true });
    const { readingId } = (await rowOf(body.sourceId)) ?? {};
    const data = { workspaceId: home.workspaceId, sourceId: body.sourceId, readingId };
    expect(events.sent).toContainEqual(expect.objectContaining({ name: "knowledge/reading.requested", data }));
  });

  it("are used after a person has checked them, if the upload asks for that", async () => {
    const { body } = await upload(markdown, "fileName=guide.md&review=1");
    expect(await rowOf(body.sourceId)).toMatchObject({ isEnabled: false, status: "queued" });
  });

  it.each([
    ["..%2F..%2Fetc%2Fpasswd", "passwd.txt"],
    ["%E2%80%AEdm.exe%00.md", "dm.exe.md"],
    [`${"a".repeat(500)}.md`, `${"a".repeat(197)}.md`],
    ["", "file.txt"],
  ])("have safe names: %s", async (fileName, name) => {
    expect((await upload(markdown, `fileName=${fileName}`)).body).toMatchObject({ name });
  });

  it("keep the name that they were sent with for the reading, which notes that it does not fit", async () => {
    const { body } = await upload(new Uint8Array(Buffer.from("Two days.")), "fileName=docs/Delivery.docx");
    expect(body).toMatchObject({ name: "Delivery.txt" });
    const [source] = await db
      .select()
      .from(knowledgeSources)
      .where(eq(knowledgeSources.id, String(body["sourceId"])));
    expect(source).toMatchObject({ name: "Delivery.txt", settings: { kind: "file", fileName: "Delivery.docx" } });
  });

  it("may have 50 MB, more than files in messages", async () => {
    const { status, body } = await upload(new Uint8Array(16 * 1024 * 1024).fill(97), "fileName=long.txt");
    expect(status).toBe(201);
    const { settings } = (await rowOf(body.sourceId)) ?? {};
    expect(settings).toMatchObject({ kind: "file", fileName: "long.txt", sizeBytes: 16 * 1024 * 1024 });
    expect(await upload(new Uint8Array(50 * 1024 * 1024 + 1).fill(97))).toMatchObject({ status: 413 });
    expect(await upload(new Uint8Array())).toMatchObject({ status: 422 });
  });

  it.each([
    ["picture.md", "89504e470d0a1a0a", "This is a picture."],
    ["table.csv", "d0cf11e0a1b11ae1", "in an old format of Office"],
    ["data.txt", "00010203", "This kind of file cannot be read."],
  ])("are refused by their bytes, not by their name: %s", async (fileName, hex, message) => {
    const { status, body } = await upload(new Uint8Array(Buffer.from(hex, "hex")), `fileName=${fileName}`);
    expect({ status, body }).toMatchObject({
      status: 415,
      body: { error: { message: expect.stringContaining(message) } },
    });
    expect(await caller.knowledge.list()).toEqual([]);
  });

  it("stay while their source exists, and are deleted with it", async () => {
    const { body } = await upload(markdown);
    const mine = () => db.select({ id: files.id }).from(files).where(eq(files.workspaceId, home.workspaceId));
    await db.update(files).set({ createdAt: sql`now() - interval '2 days'` });
    await purgeFiles();
    expect(await mine()).toHaveLength(1);
    await caller.knowledge.delete({ sourceId: body.sourceId });
    expect(await mine()).toEqual([]);
    expect(await caller.knowledge.list()).toEqual([]);
  });
});

describe("the direct questions", () => {
  it("are listed apart from the sources, in pages, and are found by their variants", async () => {
    for (let i = 0; i < 52; i += 1) await caller.knowledge.create({ settings: question(`Question ${i}?`) });
    await caller.knowledge.create({
      settings: { ...question("Do you ship?"), variants: ["Delivery 100%", "Shipping"] },
    });
    expect(await caller.knowledge.list()).toEqual([]);
    const first = await caller.knowledge.questions({});
    expect(first.questions).toHaveLength(50);
    expect(first.questions[0]).toMatchObject({ question: "Do you ship?", variants: 2, answer: "From nine to five." });
    const rest = await caller.knowledge.questions({ cursor: first.nextCursor });
    expect(rest).toMatchObject({ questions: [{}, {}, { question: "Question 0?" }], nextCursor: null });
    const found = await caller.knowledge.questions({ search: "delivery 100%" });
    expect(found.questions.map((row) => row.question)).toEqual(["Do you ship?"]);
  });

  it("are named after their words when they change", async () => {
    const { id } = await caller.knowledge.create({ settings: question("Open?") });
    await caller.knowledge.update({ sourceId: id, settings: question("Are you open?") });
    expect(await rowOf(id)).toMatchObject({ name: "Are you open?" });
  });
});

describe("the knowledge base of a workspace", () => {
  it("is read by viewers and changed from editors on", async () => {
    const sourceId = await addText();
    const { userId } = await makeMember(home.workspaceId, "viewer");
    const viewer = createTestCaller({ userId });
    expect(await viewer.knowledge.list()).toHaveLength(1);
    expect(await viewer.knowledge.get({ sourceId })).toMatchObject({ name: "Returns" });
    const refused = { code: "FORBIDDEN" };
    await expect(viewer.knowledge.create({ settings: text() })).rejects.toMatchObject(refused);
    await expect(viewer.knowledge.delete({ sourceId })).rejects.toMatchObject(refused);
    const operator = await makeMember(home.workspaceId, "operator");
    expect(await upload(markdown, "fileName=a.md", operator.userId)).toMatchObject({ status: 403 });
  });

  it("is not reached from another workspace", async () => {
    const sourceId = await addText();
    const stranger = createTestCaller({ userId: (await makeWorkspace()).userId });
    const missing = { code: "NOT_FOUND" };
    await expect(stranger.knowledge.get({ sourceId })).rejects.toMatchObject(missing);
    await expect(stranger.knowledge.update({ sourceId, isEnabled: false })).rejects.toMatchObject(missing);
    await expect(stranger.knowledge.refresh({ sourceId })).rejects.toMatchObject(missing);
    await expect(stranger.knowledge.stopReading({ sourceId })).rejects.toMatchObject(missing);
    await expect(stranger.knowledge.delete({ sourceId })).rejects.toMatchObject(missing);
    expect(await stranger.knowledge.documents({ sourceId })).toEqual({ documents: [], nextCursor: null });
    expect(await rowOf(sourceId)).toMatchObject({ isEnabled: true });
  });

  it("lists the documents of a source in pages, and finds them by title and address", async () => {
    const sourceId = await addText();
    const page = (i: number) => ({
      id: newId("knowledgeDocument"),
      workspaceId: home.workspaceId,
      sourceId,
      key: `p${i}`,
      title: `Page ${i}`,
      url: `https://shop.example/p/${i}`,
      contentHash: "x",
      chunkCount: 2,
    });
    await db.insert(knowledgeDocuments).values(Array.from({ length: 60 }, (_, i) => page(i)));
    const first = await caller.knowledge.documents({ sourceId });
    expect(first.documents).toHaveLength(50);
    expect((await caller.knowledge.documents({ sourceId, cursor: first.nextCursor })).documents).toHaveLength(10);
    expect((await caller.knowledge.documents({ sourceId, search: "/p/59" })).documents).toMatchObject([
      { title: "Page 59", chunks: 2 },
    ]);
    expect(await caller.knowledge.list()).toMatchObject([{ documents: 60, chunks: 120 }]);
  });
});

describe("a part of a text", () => {
  /** Adds a document of three parts, and returns its id. */
  async function addParts(): Promise<string> {
    const sourceId = await addText();
    const document = { ...emptyDocument, workspaceId: home.workspaceId, sourceId, title: "Guide" };
    const part = (words: string) => ({ headings: ["Guide", "Delivery"], text: words, page: 3, anchor: null });
    await db.transaction((tx) =>
      writeDocument(tx, document, [part("Shoes need two days."), part("Socks need 100% patience."), part("Hats fly.")]),
    );
    return (await caller.knowledge.documents({ sourceId })).documents[0]?.id ?? "";
  }
  const emptyDocument = {
    key: "",
    url: null,
    contentHash: "x",
    etag: null,
    lastModified: null,
  };
  const partsOf = async (documentId: string, search = "") =>
    (await caller.knowledge.chunks({ documentId, search })).chunks;

  it("is listed in its order with its place, and found by its words", async () => {
    const documentId = await addParts();
    expect(await partsOf(documentId)).toMatchObject([
      { position: 0, headings: ["Guide", "Delivery"], page: 3, text: "Shoes need two days.", isEdited: false },
      { position: 1 },
      { position: 2 },
    ]);
    expect(await partsOf(documentId, "100% P")).toMatchObject([{ position: 1 }]);
    const rest = await caller.knowledge.chunks({ documentId, cursor: 1 });
    expect(rest).toMatchObject({ chunks: [{ position: 2 }], nextCursor: null });
  });

  it("is returned by its id with the title of its document, until it is deleted", async () => {
    const [first] = await partsOf(await addParts());
    const { id: chunkId = "" } = first ?? {};
    expect(await caller.knowledge.chunk({ chunkId })).toEqual({
      ...first,
      sourceId: expect.any(String),
      documentTitle: "Guide",
    });
    await caller.knowledge.deleteChunk({ chunkId });
    await expect(caller.knowledge.chunk({ chunkId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is corrected, and search reads the new words", async () => {
    const documentId = await addParts();
    const [first] = await partsOf(documentId);
    const { id: chunkId = "", text: before = "" } = first ?? {};
    const entryOf = async () =>
      (await db.select().from(knowledgeEntries).where(eq(knowledgeEntries.chunkId, chunkId)))[0]?.terms;
    const terms = await entryOf();
    await caller.knowledge.updateChunk({ chunkId, text: "Shoes need five weeks.", before });
    expect(await partsOf(documentId)).toMatchObject([{ text: "Shoes need five weeks.", isEdited: true }, {}, {}]);
    expect(await entryOf()).not.toEqual(terms);
    const late = caller.knowledge.updateChunk({ chunkId, text: "Shoes need a day.", before });
    await expect(late).rejects.toMatchObject({ cause: { code: "conflict" } });
    const empty = caller.knowledge.updateChunk({ chunkId, text: " ", before });
    await expect(empty).rejects.toThrow(/^Write the text, or delete this part\.$/);
  });

  it("is deleted with its entry in the index", async () => {
    const documentId = await addParts();
    const [first] = await partsOf(documentId);
    const chunkId = first?.id ?? "";
    await caller.knowledge.deleteChunk({ chunkId });
    expect(await partsOf(documentId)).toMatchObject([{ position: 1 }, { position: 2 }]);
    expect(await db.select().from(knowledgeEntries).where(eq(knowledgeEntries.chunkId, chunkId))).toEqual([]);
    expect(await caller.knowledge.list()).toMatchObject([{ chunks: 2 }]);
    const edit = caller.knowledge.updateChunk({ chunkId, text: "x", before: "y" });
    await expect(edit).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is not reached from another workspace", async () => {
    const documentId = await addParts();
    const [first] = await partsOf(documentId);
    const { id: chunkId = "", text: before = "" } = first ?? {};
    const stranger = createTestCaller({ userId: (await makeWorkspace()).userId });
    expect((await stranger.knowledge.chunks({ documentId })).chunks).toEqual([]);
    await expect(stranger.knowledge.chunk({ chunkId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const edit = stranger.knowledge.updateChunk({ chunkId, text: "x", before });
    await expect(edit).rejects.toMatchObject({ code: "NOT_FOUND" });
    await stranger.knowledge.deleteChunk({ chunkId });
    expect(await partsOf(documentId)).toHaveLength(3);
  });
});

describe("synonyms", () => {
  it("are groups of at least two different words", async () => {
    await expect(caller.knowledge.saveSynonyms({ synonymsId: null, words: ["Shoe", "shoe "] })).rejects.toThrow(
      "at least two different words",
    );
    const { id } = await caller.knowledge.saveSynonyms({ synonymsId: null, words: ["trainers", " sneakers", ""] });
    expect(await caller.knowledge.synonyms()).toEqual([{ id, words: ["trainers", "sneakers"] }]);
    await caller.knowledge.saveSynonyms({ synonymsId: id, words: ["trainers", "runners"] });
    expect(await caller.knowledge.synonyms()).toEqual([{ id, words: ["trainers", "runners"] }]);
    const stranger = createTestCaller({ userId: (await makeWorkspace()).userId });
    await stranger.knowledge.deleteSynonyms({ synonymsId: id });
    const foreign = stranger.knowledge.saveSynonyms({ synonymsId: id, words: ["a", "b"] });
    await expect(foreign).rejects.toMatchObject({ code: "NOT_FOUND" });
    await caller.knowledge.deleteSynonyms({ synonymsId: id });
    expect(await caller.knowledge.synonyms()).toEqual([]);
  });
});
