import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import {
  knowledgeChunks,
  knowledgeDocuments,
  knowledgeEntries,
  knowledgeSources,
  knowledgeStatistics,
  knowledgeWords,
} from "@/db/schema/knowledge";
import { makeWorkspace } from "@/db/testing/factories";
import { makeSource, writeTexts } from "../testing/make-source";
import { frequencyOf } from "./packed-counts";
import { reindexChunk } from "./reindex-chunk";
import { TermHasher } from "./term-hash";
import { updateStatistics } from "./update-statistics";

async function setUp() {
  const { workspaceId } = await makeWorkspace();
  return { workspaceId, sourceId: await makeSource(workspaceId), hasher: new TermHasher(workspaceId) };
}

const entriesOf = (sourceId: string) =>
  db.select().from(knowledgeEntries).where(eq(knowledgeEntries.sourceId, sourceId));

describe("writeDocument", () => {
  it("writes a document, its chunks in their order, and an entry for each", async () => {
    const { workspaceId, sourceId, hasher } = await setUp();
    const texts = ["Die Lieferung nach Österreich kostet 9,90 Euro.", "We deliver parcels A-1042 within two days."];
    const documentId = await writeTexts(workspaceId, sourceId, texts);
    const chunks = await db.select().from(knowledgeChunks).where(eq(knowledgeChunks.documentId, documentId));
    expect(chunks.toSorted((a, b) => a.position - b.position).map(({ text }) => text)).toEqual(texts);
    const entries = await entriesOf(sourceId);
    expect(entries.map(({ language }) => language).toSorted()).toEqual(["de", "en"]);
    const english = entries.find(({ language }) => language === "en");
    expect(english?.terms).toContain(hasher.hash("word", "parcel"));
    expect(english?.terms).toContain(hasher.hash("code", "a1042"));
    expect(english?.terms).not.toContain(hasher.hash("word", "we"));
  });

  it("replaces the document with the same key, and only this one", async () => {
    const { workspaceId, sourceId } = await setUp();
    const kept = await writeTexts(workspaceId, sourceId, ["Another page."], { key: "b" });
    await writeTexts(workspaceId, sourceId, ["Old text.", "More old text."], { key: "a" });
    const current = await writeTexts(workspaceId, sourceId, ["New text."], { key: "a" });
    const documents = await db.select().from(knowledgeDocuments).where(eq(knowledgeDocuments.sourceId, sourceId));
    expect(documents.map(({ id }) => id).toSorted()).toEqual([kept, current].toSorted());
    expect(await entriesOf(sourceId)).toHaveLength(2);
  });

  it("writes one document when two writers replace it at the same time", async () => {
    const { workspaceId, sourceId } = await setUp();
    await Promise.all(["First.", "Second.", "Third."].map((text) => writeTexts(workspaceId, sourceId, [text])));
    expect(await entriesOf(sourceId)).toHaveLength(1);
  });

  it("writes thousands of chunks with letters that the database cannot store", async () => {
    const { workspaceId, sourceId } = await setUp();
    const texts = Array.from({ length: 1234 }, (_, at) => `Part\0 ${at} \uD800 of the "text" {with} \\ signs.`);
    const documentId = await writeTexts(workspaceId, sourceId, texts);
    const chunks = await db.select().from(knowledgeChunks).where(eq(knowledgeChunks.documentId, documentId));
    expect(chunks).toHaveLength(1234);
    expect(chunks.find(({ position }) => position === 1233)?.text).toBe(
      'Part\uFFFD 1233 \uFFFD of the "text" {with} \\ signs.',
    );
  });

  it("refuses a source of another workspace", async () => {
    const { sourceId } = await setUp();
    const { workspaceId: other } = await makeWorkspace();
    await expect(writeTexts(other, sourceId, ["Text."])).rejects.toMatchObject({ code: "not_found" });
    expect(await entriesOf(sourceId)).toEqual([]);
  });

  it("lets a deleted source take its entries with it", async () => {
    const { workspaceId, sourceId } = await setUp();
    await writeTexts(workspaceId, sourceId, ["Text."]);
    await db.delete(knowledgeSources).where(eq(knowledgeSources.id, sourceId));
    expect(await entriesOf(sourceId)).toEqual([]);
  });
});

describe("reindexChunk", () => {
  it("makes the entry of an edited text", async () => {
    const { workspaceId, sourceId, hasher } = await setUp();
    await writeTexts(workspaceId, sourceId, ["The delivery costs nothing."]);
    const [before] = await entriesOf(sourceId);
    const chunkId = before?.chunkId ?? "";
    await db
      .update(knowledgeChunks)
      .set({ text: "Der Versand nach Österreich ist kostenlos." })
      .where(eq(knowledgeChunks.id, chunkId));
    await reindexChunk(db, chunkId);
    const [after] = await entriesOf(sourceId);
    expect(after).toMatchObject({ chunkId, language: "de", sampleKey: before?.sampleKey });
    expect(after?.terms).toContain(hasher.hash("word", "versand"));
    expect(after?.terms).not.toContain(hasher.hash("word", "deliveri"));
  });
});

describe("updateStatistics", () => {
  it("counts in how many chunks stems and grams occur, and keeps the words", async () => {
    const { workspaceId, sourceId, hasher } = await setUp();
    await writeTexts(workspaceId, sourceId, [
      "The delivery of parcels takes two days.",
      "Deliveries abroad take longer than a week.",
      "Refunds are paid within a week.",
    ]);
    await updateStatistics(workspaceId);
    await writeTexts(workspaceId, sourceId, ["The deliveries of parcels take two days.", "A parcel's delivery."]);
    await updateStatistics(workspaceId);
    const [row] = await db.select().from(knowledgeStatistics).where(eq(knowledgeStatistics.workspaceId, workspaceId));
    expect(row).toMatchObject({ version: 2, chunks: 2, sampled: 2, languages: ["en"] });
    expect(row?.averageLength).toBeCloseTo(3.5, 1);
    const stems = row?.stems ?? Buffer.alloc(0);
    expect(frequencyOf(stems, hasher.hash("word", "parcel"))).toBe(2);
    expect(frequencyOf(stems, hasher.hash("word", "day"))).toBe(1);
    expect(frequencyOf(stems, hasher.hash("word", "refund"))).toBe(0);
    const words = await db.select().from(knowledgeWords).where(eq(knowledgeWords.workspaceId, workspaceId));
    expect(words.map(({ word }) => word).toSorted()).toEqual([
      "days",
      "deliveries",
      "delivery",
      "parcel",
      "parcels",
      "take",
    ]);
  });

  it("works for a workspace without knowledge", async () => {
    const { workspaceId } = await setUp();
    await updateStatistics(workspaceId);
    const [row] = await db.select().from(knowledgeStatistics).where(eq(knowledgeStatistics.workspaceId, workspaceId));
    expect(row).toMatchObject({ chunks: 0, sampled: 0, averageLength: 0, languages: [] });
  });
});
