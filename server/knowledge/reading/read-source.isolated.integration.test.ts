import { setTimeout as sleep } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { knowledgeChunks, knowledgeEntries, knowledgeSources } from "@/db/schema/knowledge";
import { dataTables } from "@/db/schema/tables";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { storeFile } from "@/server/files/store-file";
import type { SourceSettings } from "@/server/schemas/knowledge/source-settings";
import { dispatch } from "@/server/outbox/outbox";
import { addRow } from "@/server/tables/rows/edit-rows";
import { makeOrders } from "@/server/tables/testing/make-table";
import { cancelReading } from "./cancel-reading";
import { requestReading } from "./request-reading";
import { requestDueReadings } from "./runs/request-due-readings";
import { requestLostReadings } from "./runs/request-lost-readings";
import { htmlPage, serveSite } from "./testing/local-site";
import { makeDocx, makePptx, paragraph, shape } from "./testing/make-office";
import { makePdf } from "./testing/make-pdf";
import { chunksOf, documentsOf, ended, makeSource, readNow, sourceRow } from "./testing/read-now";

await startDurableFunctions(async () => new Response(null, { status: 404 }));
const site = await serveSite();

let workspace: TestWorkspace;
let workspaceId: string;
beforeEach(async () => {
  workspace = await makeWorkspace();
  ({ workspaceId } = workspace);
});

async function readSettings(settings: SourceSettings) {
  const sourceId = await makeSource(workspaceId, settings);
  return { sourceId, source: await readNow(workspaceId, sourceId) };
}

async function readFile(name: string, bytes: Buffer) {
  const { id: fileId, sizeBytes } = await storeFile({ workspaceId, name, bytes });
  return readSettings({ kind: "file", fileId, fileName: name, sizeBytes });
}

const textsOf = async (sourceId: string) => (await chunksOf(sourceId)).map(({ text }) => text);

const SENTENCES = "We deliver to all of the country within two days, and it costs five euros. ".repeat(5);

describe("Reading a text", () => {
  it("stores its chunks below their headings", async () => {
    const { sourceId, source } = await readSettings({
      kind: "text",
      text: "# Delivery\n\nTwo days.\n\n# Returns\n\nFree.",
    });
    expect(source).toMatchObject({ status: "ready", error: null, warnings: [], progress: null, checkAt: null });
    expect([source.readAt, source.succeededAt]).toEqual([expect.any(Date), expect.any(Date)]);
    const chunks = await chunksOf(sourceId);
    expect(chunks.map(({ headings, text }) => [headings.at(-1), text])).toEqual([
      ["Delivery", "Two days."],
      ["Returns", "Free."],
    ]);
  });

  it("leaves an unchanged text as it is, with what people edited in it, and replaces a changed one", async () => {
    const { sourceId } = await readSettings({ kind: "text", text: "Two days." });
    const [before] = await chunksOf(sourceId);
    await db
      .update(knowledgeChunks)
      .set({ text: "Edited.", isEdited: true })
      .where(eq(knowledgeChunks.sourceId, sourceId));
    await readNow(workspaceId, sourceId);
    expect(await chunksOf(sourceId)).toMatchObject([{ id: before?.id, text: "Edited." }]);
    await db
      .update(knowledgeSources)
      .set({ settings: { kind: "text", text: "Three days." } })
      .where(eq(knowledgeSources.id, sourceId));
    await readNow(workspaceId, sourceId);
    expect(await textsOf(sourceId)).toEqual(["Three days."]);
  });
});

it("Reading a direct question stores it, each variant and the answer below the question as entries of their own", async () => {
  const { sourceId, source } = await readSettings({
    kind: "question",
    question: "When are you open?",
    variants: ["Opening hours", "When are you open?"],
    answer: "From nine.",
  });
  expect(source.status).toBe("ready");
  expect(await chunksOf(sourceId)).toMatchObject([
    { headings: [], text: "When are you open?" },
    { headings: [], text: "Opening hours" },
    { headings: ["When are you open?"], text: "From nine." },
  ]);
  const entries = await db.select().from(knowledgeEntries).where(eq(knowledgeEntries.sourceId, sourceId));
  expect(entries.map(({ kind }) => kind).toSorted()).toEqual(["passage", "question", "question"]);
  const changed = { ...source.settings, answer: "From ten." };
  await db.update(knowledgeSources).set({ settings: changed }).where(eq(knowledgeSources.id, sourceId));
  await readNow(workspaceId, sourceId);
  expect((await textsOf(sourceId)).at(-1)).toBe("From ten.");
});

it("Reading an API source uses its format and address", async () => {
  const text = "<h1>Prices</h1><p>Five euros.</p>";
  const { sourceId } = await readSettings({ kind: "api", format: "html", text, url: "https://x.example/prices" });
  expect(await chunksOf(sourceId)).toMatchObject([{ text: "Five euros." }]);
  expect([...(await documentsOf(sourceId)).values()]).toMatchObject([{ url: "https://x.example/prices" }]);
});

describe("Reading a table", () => {
  it("stores the chosen columns only, and reads changed rows again", async () => {
    const { tableId } = await makeOrders([{ number: "A-1", price: 10, paid: true }], workspace);
    const { sourceId, source } = await readSettings({ kind: "table", tableId, columns: ["number", "price"] });
    expect(source.status).toBe("ready");
    expect((await textsOf(sourceId)).join("\n")).toMatch(/Number: A-1; Price: 10$/);
    await addRow(workspace.ctx, { tableId, values: { number: "B-2", price: 3 } });
    await readNow(workspaceId, sourceId);
    expect((await textsOf(sourceId)).join("\n")).toContain("B-2");
    await db.delete(dataTables).where(eq(dataTables.id, tableId));
    const after = await readNow(workspaceId, sourceId);
    expect([after.status, after.error]).toEqual(["stale", expect.stringContaining("does not exist")]);
    expect((await textsOf(sourceId)).join("\n")).toContain("B-2");
  });

  it("of another workspace fails", async () => {
    const { tableId } = await makeOrders([{ number: "A-1" }]);
    const { source } = await readSettings({ kind: "table", tableId, columns: ["number"] });
    expect([source.status, source.error]).toEqual(["failed", expect.stringContaining("does not exist")]);
  });
});

describe("Reading a file", () => {
  const pages = Array.from({ length: 60 }, (_, i) => [
    { text: `Chapter ${i + 1}`, size: 16 },
    ...Array.from({ length: 20 }, (_, n) => ({ text: `Sentence ${n} is about parcel ${i * 20 + n}.` })),
  ]);

  const good: [name: string, bytes: Buffer, text: string, page: number | null][] = [
    ["manual.pdf", makePdf(pages, { imageBytes: 1000 }), "parcel 1199", 60],
    ["word.docx", makeDocx(paragraph("Returns", "Heading1") + paragraph("Thirty days.")), "Thirty days.", null],
    ["slides.pptx", makePptx([{ shapes: shape("Plans", "title") + shape("Pro") }]), "Pro", 1],
    ["prices.csv", Buffer.from("Size,Price\nS,5\n"), "Price: 5", null],
    ["guide.md", Buffer.from("# Start\n\nPress it."), "Press it.", null],
  ];
  const bad: [name: string, bytes: Buffer, reason: string][] = [
    ["scan.pdf", makePdf([[]], { imageBytes: 5000 }), "This PDF has no text: it is scanned"],
    ["movie.pdf", Buffer.from([0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 1, 2, 3, 4]), "This is a recording"],
  ];

  it("stores its text with the number of the page, or fails with a clear reason", async () => {
    const readGood = good.map(async ([name, bytes, text, page]) => {
      const { sourceId, source } = await readFile(name, bytes);
      expect([name, source.status, source.error]).toEqual([name, "ready", null]);
      const last = (await chunksOf(sourceId)).at(-1);
      expect(last?.text).toContain(text);
      expect([name, last?.page]).toEqual([name, page]);
    });
    const readBad = bad.map(async ([name, bytes, reason]) => {
      const { sourceId, source } = await readFile(name, bytes);
      expect([source.status, source.error]).toEqual(["failed", expect.stringContaining(reason)]);
      expect(await chunksOf(sourceId)).toEqual([]);
    });
    await Promise.all([...readGood, ...readBad]);
  });
});

describe("Reading a page", () => {
  it("asks whether it has changed, and leaves an unchanged one as it is", async () => {
    site.pages.set("/faq", { body: htmlPage("Questions", SENTENCES) });
    const { sourceId, source } = await readSettings({ kind: "page", url: `${site.origin}/faq` });
    expect(source.status).toBe("ready");
    const [before] = (await documentsOf(sourceId)).values();
    expect(before).toMatchObject({ key: "", title: "Questions", url: `${site.origin}/faq` });
    await readNow(workspaceId, sourceId);
    expect(site.requests.filter(({ path }) => path === "/faq").map(({ status }) => status)).toEqual([200, 304]);
    const [after] = (await documentsOf(sourceId)).values();
    expect(after?.id).toBe(before?.id);
    expect(after?.readAt.getTime()).toBeGreaterThan(before?.readAt.getTime() ?? Infinity);
  });

  it("keeps the last good copy while the server fails, and says so", async () => {
    site.pages.set("/prices", { body: htmlPage("Prices", SENTENCES) });
    const { sourceId } = await readSettings({ kind: "page", url: `${site.origin}/prices` });
    site.pages.set("/prices", { status: 500, body: "Oops" });
    for (let n = 0; n < 4; n += 1) {
      const source = await readNow(workspaceId, sourceId);
      expect([source.status, source.error]).toEqual(["stale", "The server answered 500 instead of 200."]);
    }
    expect(await chunksOf(sourceId)).not.toEqual([]);
    site.pages.set("/prices", { body: htmlPage("Prices", "New text.") });
    expect(await readNow(workspaceId, sourceId)).toMatchObject({ status: "ready", error: null });
    expect(await textsOf(sourceId)).toEqual(["New text."]);
  });

  it("removes one that was not found three times in a row", async () => {
    site.pages.set("/old", { body: htmlPage("Old", SENTENCES) });
    const { sourceId } = await readSettings({ kind: "page", url: `${site.origin}/old` });
    site.pages.delete("/old");
    const statuses: string[] = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await readNow(workspaceId, sourceId)).status);
    expect(statuses).toEqual(["stale", "stale", "failed"]);
    expect((await sourceRow(sourceId)).error).toContain("three times".replace("three", "3"));
    expect(await chunksOf(sourceId)).toEqual([]);
  });

  it("of a private address fails", async () => {
    const { source } = await readSettings({ kind: "page", url: "http://10.0.0.5/" });
    expect([source.status, source.error]).toEqual(["failed", expect.stringContaining("private")]);
  });
});

describe("A reading", () => {
  it("that was cancelled before it began changes nothing", async () => {
    const sourceId = await makeSource(workspaceId, { kind: "text", text: "Text." });
    await db.update(knowledgeSources).set({ readingId: "rdg_1" }).where(eq(knowledgeSources.id, sourceId));
    expect(await cancelReading(db, { workspaceId, sourceId })).toBe(true);
    expect(await cancelReading(db, { workspaceId, sourceId })).toBe(false);
    expect(await sourceRow(sourceId)).toMatchObject({ status: "failed", error: expect.stringContaining("cancelled") });
    const read = await readNow(workspaceId, sourceId);
    expect(read.status).toBe("ready");
    await db.update(knowledgeSources).set({ status: "reading" }).where(eq(knowledgeSources.id, sourceId));
    await cancelReading(db, { workspaceId, sourceId });
    const error = expect.stringContaining("cancelled");
    expect(await sourceRow(sourceId)).toMatchObject({ status: "stale", error, readingId: null });
    expect(await readNow(workspaceId, sourceId)).toMatchObject({ status: "ready", error: null });
  });

  it("of a deleted source makes room for others soon", async () => {
    const slow = Array.from({ length: 3 }, () =>
      makeSource(workspaceId, { kind: "text", text: "[a\n".repeat(160_000) }),
    );
    const { workspaceId: other } = await makeWorkspace();
    const text = await makeSource(other, { kind: "text", text: "Two days." });
    for (const sourceId of await Promise.all(slow)) {
      await dispatch(await db.transaction((tx) => requestReading(tx, { workspaceId, sourceId })));
    }
    await sleep(1000);
    await db.delete(knowledgeSources).where(eq(knowledgeSources.workspaceId, workspaceId));
    await dispatch(await db.transaction((tx) => requestReading(tx, { workspaceId: other, sourceId: text })));
    expect(await ended(text, 10)).toMatchObject({ status: "ready" });
  });

  it("is requested by its schedule, once per period", async () => {
    const settings = { kind: "text", text: "Text." } as const;
    const due = await makeSource(workspaceId, settings, "daily");
    const later = await makeSource(workspaceId, settings, "daily");
    const past = sql`now() - interval '1 minute'`;
    await db.update(knowledgeSources).set({ status: "ready", nextReadAt: past }).where(eq(knowledgeSources.id, due));
    await db
      .update(knowledgeSources)
      .set({ status: "ready", nextReadAt: sql`now() + interval '1 hour'` })
      .where(eq(knowledgeSources.id, later));
    const requested = await requestDueReadings();
    expect(requested.map(({ data }) => data["sourceId"])).toEqual([due]);
    expect(await requestDueReadings()).toEqual([]);
    const next = (await sourceRow(due)).nextReadAt?.getTime() ?? 0;
    expect(next).toBeGreaterThan(Date.now());
  });

  it("that was lost is requested again with its own id", async () => {
    const sourceId = await makeSource(workspaceId, { kind: "text", text: "Text." });
    const past = sql`now() - interval '1 minute'`;
    await db
      .update(knowledgeSources)
      .set({ status: "reading", readingId: "rdg_lost", checkAt: past })
      .where(eq(knowledgeSources.id, sourceId));
    const data = { workspaceId, sourceId, readingId: "rdg_lost" };
    expect((await requestLostReadings()).map((event) => event.data)).toEqual([data]);
    expect(await requestLostReadings()).toEqual([]);
  });
});
