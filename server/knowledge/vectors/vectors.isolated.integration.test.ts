import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { knowledgeChunks, knowledgeSources, knowledgeVectors } from "@/db/schema/knowledge";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { refuse } from "@/db/testing/model-server";
import { until } from "@/inngest/local/testing/harness";
import { findKnowledge } from "@/server/knowledge/answers/find-knowledge";
import { updateStatistics } from "@/server/knowledge/index/update-statistics";
import { makeSource as makeUnreadSource, readNow } from "@/server/knowledge/reading/testing/read-now";
import { searchKnowledge } from "@/server/knowledge/search/search-knowledge";
import type { SearchInput } from "@/server/knowledge/search/search-result";
import { startEmbeddingServer } from "@/db/testing/embedding-server";
import { makeQuestion, makeSource, writeTexts } from "@/server/knowledge/testing/make-source";
import { createProvider, deleteProvider } from "@/server/models/catalogue/model-providers";
import { dispatch } from "@/server/outbox/outbox";
import { botKnowledge } from "@/server/schemas/knowledge/bot-knowledge";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { requestMissingVectors } from "./request-vectors";

await startDurableFunctions(async () => new Response(null, { status: 404 }));
const server = await startEmbeddingServer();
const KEY = "sk-live-0123456789wxyz";

const CARS = "Our automobile insurance covers theft and damage by storms.";
const TEXTS = [CARS, "The library lends novels for four weeks.", "Breakfast is served in the garden until ten."];

let workspace: TestWorkspace;
let workspaceId: string;
let caller: ReturnType<typeof createTestCaller>;
let providerId: string;
beforeEach(async () => {
  workspace = await makeWorkspace();
  ({ workspaceId } = workspace);
  caller = createTestCaller({ userId: workspace.userId });
  const access = { kind: "openai_compatible" as const, baseUrl: server.baseUrl, apiKey: KEY };
  ({ id: providerId } = await createProvider(workspace.ctx, { name: "Vectors Inc", models: ["chat"], ...access }));
  server.intercept(null);
  server.setDimensions(256);
  server.batches.length = 0;
});

async function addTexts(texts = TEXTS): Promise<string> {
  const sourceId = await makeSource(workspaceId, { name: "Shop" });
  await writeTexts(workspaceId, sourceId, texts, { key: sourceId });
  await updateStatistics(workspaceId);
  return sourceId;
}

const status = () => caller.knowledge.embedding();
const choose = (model = "concepts-1") => caller.knowledge.setEmbedding({ providerId, model });

async function complete() {
  await until(async () => {
    const { texts, withVector, refused } = await status();
    return texts > 0 && withVector + refused === texts;
  }, "vectors for all texts");
}

const search = (question: string, more: Partial<SearchInput> = {}) =>
  searchKnowledge({ workspaceId, question, sourceIds: null, limit: 5, ...more });

const vectorsOf = () =>
  db
    .select({ chunkId: knowledgeVectors.chunkId, model: knowledgeVectors.model, embedding: knowledgeVectors.embedding })
    .from(knowledgeVectors)
    .where(eq(knowledgeVectors.workspaceId, workspaceId));

const modelsOf = async () => new Set((await vectorsOf()).map(({ model }) => model.split(" ")[1]));

describe("The embedding model of a workspace", () => {
  it("finds a passage that has no word of the question", async () => {
    await addTexts();
    const before = await search("vehicle");
    expect(before).toMatchObject({ isFound: false, hits: [] });
    await choose();
    await complete();
    const { hits, isFound, note } = await search("vehicle");
    expect({ first: hits[0]?.text, isFound, note }).toEqual({ first: CARS, isFound: true, note: null });
    expect(hits[0]?.legs.map(({ leg, rank }) => [leg, rank])).toContainEqual(["meaning", 1]);
    const [{ embedding } = { embedding: [] }] = await vectorsOf();
    expect(Math.hypot(...embedding)).toBeCloseTo(1, 5);
  });

  it("is refused with the reason if it does not work, and what was chosen before stays", async () => {
    await addTexts();
    await choose();
    server.intercept((response) => {
      refuse(response, 404, `No such model. You sent ${KEY}.`);
      return true;
    });
    const refused = choose("nonsense");
    await expect(refused).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(refused).rejects.toThrow(/does not work: 404 from 127.0.0.1:\d+: No such model/);
    await expect(refused).rejects.not.toThrow(KEY);
    expect((await status()).chosen).toEqual({ providerId, model: "concepts-1" });
    await expect(
      caller.knowledge.setEmbedding({ providerId: "mdl_of_another_workspace", model: "x" }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("makes the vectors of another model, and then deletes those of the one before", async () => {
    await addTexts();
    await choose();
    await complete();
    expect(await modelsOf()).toEqual(new Set(["concepts-1"]));
    await choose("concepts-2");
    await until(async () => (await modelsOf()).has("concepts-2") && (await modelsOf()).size === 1, "one model");
    expect((await search("vehicle")).hits[0]?.text).toBe(CARS);
    await caller.knowledge.setEmbedding(null);
    await until(async () => (await vectorsOf()).length === 0, "the vectors to be deleted");
    expect(await search("vehicle")).toMatchObject({ isFound: false, note: null });
  });

  it("says that it sends vectors of another length than before", async () => {
    await addTexts();
    await choose();
    await complete();
    server.setDimensions(128);
    await addTexts(["Bicycles are repaired on Tuesdays."]);
    await dispatch(await requestMissing());
    await until(async () => (await status()).error !== null, "the error");
    expect((await status()).error).toMatch("concepts-1 now sends vectors of 128 numbers instead of 256");
    const { note } = await search("a vehicle of another length");
    expect(note).toMatch("sent a vector of another length than before");
    await choose();
    await complete();
    expect(await status()).toMatchObject({ error: null, texts: 4, withVector: 4 });
  });

  it("is named when its provider is deleted, and is turned off with it", async () => {
    await addTexts();
    await choose();
    await complete();
    const remove = (force: boolean) => deleteProvider(workspace.ctx, { providerId, force }, () => Promise.resolve([]));
    await expect(remove(false)).rejects.toThrow(/Vectors Inc is used by the search of the knowledge base/);
    await remove(true);
    expect(await status()).toMatchObject({ chosen: null });
    await dispatch(await requestMissing());
    await until(async () => (await vectorsOf()).length === 0, "the vectors to be deleted");
  });
});

/** The request of the sweep, as if the last work was long ago. */
async function requestMissing() {
  const [row] = await db
    .select({ setting: workspaces.embeddingModel })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId));
  if (row?.setting) {
    const embeddingModel = { ...row.setting, activeAt: "2020-01-01T00:00:00Z" };
    await db.update(workspaces).set({ embeddingModel }).where(eq(workspaces.id, workspaceId));
  }
  return requestMissingVectors();
}

describe("A search with vectors", () => {
  it("finds only texts of the chosen and enabled sources", async () => {
    const first = await addTexts();
    const second = await addTexts(["The library lends automobile manuals.", "Bread is baked at night."]);
    await choose();
    await complete();
    const sourcesOf = async (sourceIds: string[] | null) =>
      new Set((await search("vehicle", { sourceIds })).hits.map(({ sourceId }) => sourceId));
    expect(await sourcesOf(null)).toEqual(new Set([first, second]));
    expect(await sourcesOf([second])).toEqual(new Set([second]));
    await db.update(knowledgeSources).set({ isEnabled: false }).where(eq(knowledgeSources.id, second));
    expect(await sourcesOf(null)).toEqual(new Set([first]));
    expect(await sourcesOf([second])).toEqual(new Set());
  });

  it("answers from words and says what was left out while the model fails or is slow", async () => {
    const sourceId = await addTexts();
    await choose();
    await complete();
    server.intercept((response) => {
      refuse(response, 503, "Overloaded.");
      return true;
    });
    const failed = await search("automobile insurance");
    expect(failed).toMatchObject({ isFound: true, hits: [expect.objectContaining({ text: CARS, sourceId })] });
    expect(failed.note).toMatch(/left out: 503 from 127.0.0.1:\d+: Overloaded\.$/);
    server.intercept(() => true);
    const begun = performance.now();
    const { trace, passages } = await findKnowledge({
      workspaceId,
      question: "Does the automobile insurance cover damage by storms?",
      context: [],
      settings: botKnowledge.parse({}),
      functionNames: [],
      isSearched: true,
      links: [],
    });
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(passages[0]?.text).toMatch(CARS);
    expect(trace?.note).toBe("The search by meaning was left out: it took longer than 1.5 s.");
    // The next customers do not wait for it.
    let asked = 0;
    server.intercept(() => {
      asked += 1;
      return false;
    });
    const next = await search("automobile repair");
    expect(next.note).toBe("The search by meaning was left out: the embedding model was too slow a moment ago.");
    expect(asked).toBe(0);
  });

  it("asks the model once for the same question", async () => {
    await addTexts();
    await choose();
    await complete();
    server.batches.length = 0;
    await search("Which vehicle is it?");
    await search("Which vehicle is it?");
    expect(server.batches).toEqual([["Which vehicle is it?"]]);
  });

  it("finds the answer of a direct question by its meaning, but sends it as written only if its words are alike", async () => {
    const settings = { question: "Are pets allowed?", variants: [], answer: "Yes, they are." };
    const sourceId = await makeQuestion(workspaceId, settings);
    await updateStatistics(workspaceId);
    await choose();
    await complete();
    const { hits, question, isFound } = await search("dogs allowed");
    expect(hits[0]).toMatchObject({ text: settings.answer, sourceId });
    expect(hits[0]?.legs.find(({ leg }) => leg === "meaning")?.score).toBeGreaterThan(0.6);
    expect(isFound).toBe(true);
    expect(question?.score).toBeLessThan(0.75);
  });
});

describe("The vectors of a workspace", () => {
  it("are made after a reading and after an edit", async () => {
    await addTexts(["Bread is baked at night."]);
    await choose();
    const read = await makeUnreadSource(workspaceId, { kind: "text", text: "Our restaurant seats forty people." });
    await readNow(workspaceId, read);
    await complete();
    expect(await status()).toMatchObject({ texts: 2, withVector: 2 });
    const [chunk] = await db.select().from(knowledgeChunks).where(eq(knowledgeChunks.sourceId, read));
    await caller.knowledge.updateChunk({ chunkId: chunk?.id ?? "", text: CARS, before: chunk?.text ?? "" });
    await complete();
    expect((await search("vehicle")).hits[0]).toMatchObject({ chunkId: chunk?.id, text: CARS });
  });

  it("are continued after a failure half-way, without a second request for what is stored", async () => {
    const texts = Array.from({ length: 70 }, (_, at) => `Text number ${at} about vehicles.`);
    await addTexts(texts);
    let refusals = 0;
    server.intercept((response, given) => {
      if (!given.some((text) => text.includes("number 40 ")) || refusals >= 1) return false;
      refusals += 1;
      refuse(response, 401, "The key was revoked.");
      return true;
    });
    await choose();
    await until(async () => (await status()).error !== null, "the failure");
    expect((await status()).error).toMatch("The key was revoked.");
    const before = (await status()).withVector;
    await dispatch(await requestMissing());
    await complete();
    expect(await status()).toMatchObject({ error: null, withVector: 70 });
    const sent = server.batches.flat().filter((text) => text.startsWith("Text number"));
    expect(sent.length).toBe(70);
    expect(before % 32).toBe(0);
    expect(Math.max(...server.batches.map((batch) => batch.length))).toBeLessThanOrEqual(32);
  });

  it("leave out a single text that the model refuses", async () => {
    await addTexts(["Too long for this model.", ...TEXTS]);
    server.intercept((response, given) => {
      if (!given.some((text) => text.startsWith("Too long"))) return false;
      refuse(response, 413, "The input is too large.");
      return true;
    });
    await choose();
    await complete();
    expect(await status()).toMatchObject({ texts: 4, withVector: 3, refused: 1, error: null });
    expect((await search("vehicle")).hits[0]?.text).toBe(CARS);
  });

  it("are not stored for a text that was changed while they were made", async () => {
    const sourceId = await addTexts(["Bread is baked at night."]);
    const [chunk] = await db.select().from(knowledgeChunks).where(eq(knowledgeChunks.sourceId, sourceId));
    const chunkId = chunk?.id ?? "";
    let isChanged = false;
    server.intercept((response, given) => {
      if (isChanged || !given.includes("Bread is baked at night.")) return false;
      isChanged = true;
      void caller.knowledge
        .updateChunk({ chunkId, text: CARS, before: "Bread is baked at night." })
        .then(() => refuse(response, 503, "Try again."));
      return true;
    });
    await choose();
    await until(async () => isChanged, "the change");
    await complete();
    expect((await search("vehicle")).hits[0]?.text).toBe(CARS);
    const stored = await db
      .select()
      .from(knowledgeVectors)
      .where(and(eq(knowledgeVectors.workspaceId, workspaceId), eq(knowledgeVectors.chunkId, chunkId)));
    expect(stored).toHaveLength(1);
  });
});
