import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { knowledgeSources, knowledgeSynonyms } from "@/db/schema/knowledge";
import { makeWorkspace } from "@/db/testing/factories";
import { newId } from "@/server/ids";
import { updateStatistics } from "../index/update-statistics";
import { makeQuestion, makeSource, writeTexts } from "../testing/make-source";
import { searchKnowledge } from "./search-knowledge";
import type { SearchInput } from "./search-result";

const TEXTS = [
  "Delivery within Germany takes two days and costs 4.90 €. We send parcels with DHL.",
  "You can return a product within 30 days. We refund the price within a week after your parcel arrived.",
  "Our shop in Berlin is open from Monday to Friday, from 9 to 18.",
  "The wireless headphones A-1042 have a battery for 20 hours and are charged with a USB-C cable.",
  "Die Lieferung nach Österreich dauert drei Tage. Die Versandkosten betragen 9,90 €.",
  "Доставка в Казахстан занимает десять дней. Оплатить заказ можно картой.",
  "我们的商店提供免费的礼品包装服务。配送费用为十元。",
];

async function setUp(texts = TEXTS) {
  const { workspaceId } = await makeWorkspace();
  const sourceId = await makeSource(workspaceId, { name: "Shop" });
  for (const [at, text] of texts.entries()) await writeTexts(workspaceId, sourceId, [text], { key: `page-${at}` });
  await updateStatistics(workspaceId);
  const search = (question: string, more: Partial<SearchInput> = {}) =>
    searchKnowledge({ workspaceId, question, sourceIds: null, limit: 5, ...more });
  const first = async (question: string, more: Partial<SearchInput> = {}) =>
    (await search(question, more)).hits[0]?.text;
  return { workspaceId, sourceId, search, first };
}

function addQuestion(workspaceId: string, questions: string[], answer: string): Promise<string> {
  const [question = "", ...variants] = questions;
  return makeQuestion(workspaceId, { question, variants, answer });
}

describe("searchKnowledge", () => {
  it("finds the passage that answers a question, in the forms of words of its language", async () => {
    const { first } = await setUp();
    expect(await first("How much are deliveries in Germany?")).toBe(TEXTS[0]);
    expect(await first("When will I be refunded?")).toBe(TEXTS[1]);
    expect(await first("Is your shop opened on Mondays?")).toBe(TEXTS[2]);
    expect(await first("Was kostet der Versand nach Österreich?")).toBe(TEXTS[4]);
    expect(await first("Сколько идёт доставка по Казахстану?")).toBe(TEXTS[5]);
    expect(await first("可以包装礼品吗?")).toBe(TEXTS[6]);
  });

  it("says which searches found a hit and how well it fits", async () => {
    const { search, sourceId } = await setUp();
    const { hits, isFound } = await search("Do the headphones A1042 have a battery?");
    expect(isFound).toBe(true);
    expect(hits[0]).toMatchObject({ sourceId, sourceKind: "text", title: "Document", language: "en", text: TEXTS[3] });
    expect(hits[0]?.legs.map(({ leg, rank }) => [leg, rank])).toEqual([
      ["words", 1],
      ["grams", 1],
      ["exact", 1],
    ]);
    expect(hits[0]?.score).toBeGreaterThan(0.6);
    expect(hits[0]?.score).toBeLessThanOrEqual(1);
  });

  it("finds nothing for a question that the knowledge does not answer", async () => {
    const { search } = await setUp();
    expect((await search("Who won the football match yesterday?")).isFound).toBe(false);
    expect((await search("What is the meaning of life?")).isFound).toBe(false);
    for (const question of ["", "???", "how are you", "\0\uD800 ' { } \\ \""]) {
      expect(await search(question)).toMatchObject({ isFound: false, question: null });
    }
  });

  it("finds a code regardless of its separators, and misspelled words", async () => {
    const { first } = await setUp();
    expect(await first("a1042")).toBe(TEXTS[3]);
    expect(await first("A 1042")).toBe(TEXTS[3]);
    expect(await first("hedphones")).toBe(TEXTS[3]);
    expect(await first("retrun")).toBe(TEXTS[1]);
    expect(await first("Österreihc")).toBe(TEXTS[4]);
  });

  it("finds a part of a compound word", async () => {
    const { first } = await setUp(["Die Versandkosten betragen 5 €.", "Unsere Öffnungszeiten sind von 9 bis 18 Uhr."]);
    expect(await first("Was kostet die Öffnungszeit?")).toContain("Öffnungszeiten");
  });

  it("finds synonyms of the workspace", async () => {
    const { workspaceId, first, search } = await setUp();
    expect((await search("earbuds")).hits).toEqual([]);
    const groups = [
      ["headphones", "earbuds"],
      ["money back", "refund"],
    ];
    await db
      .insert(knowledgeSynonyms)
      .values(groups.map((words) => ({ id: newId("knowledgeSynonyms"), workspaceId, words })));
    expect(await first("earbuds")).toBe(TEXTS[3]);
    expect(await first("Do I get my money back?")).toBe(TEXTS[1]);
  });

  it("finds a synonym of several words only where a text has all of them", async () => {
    const shoes = ["Brush shoes, and keep them dry.", "Shoes are shipped in a box of paper."];
    const gym = "Gym shoes are 90 € in all sizes.";
    const price = "Sneakers are 80 € in all sizes.";
    const { workspaceId, sourceId, search, first } = await setUp([...shoes, "Our gym opens at nine.", gym, price]);
    await db.insert(knowledgeSynonyms).values({
      id: newId("knowledgeSynonyms"),
      workspaceId,
      words: ["trainers", "sneaker", "gym shoes"],
    });
    const textsFor = async (question: string, more: Partial<SearchInput> = {}) =>
      (await search(question, more)).hits.map(({ text }) => text).toSorted();
    expect(await textsFor("How much are your trainers?")).toEqual([gym, price]);
    expect(await first("How much are your gym shoes?")).toBe(gym);
    expect(await textsFor("What do gym shoes cost?")).toContain(price);
    // Of few chosen sources, all texts are compared.
    const boxes = Array.from({ length: 900 }, (_, n) => `Box ${n} is full.`);
    await writeTexts(workspaceId, await makeSource(workspaceId), boxes);
    await updateStatistics(workspaceId);
    expect(await textsFor("How much are your trainers?", { sourceIds: [sourceId] })).toEqual([gym, price]);
    expect(await textsFor("How much are your trainers?")).toEqual([gym, price]);
  });

  it("does not take a word of a synonym for the whole in direct questions", async () => {
    const { workspaceId, search } = await setUp();
    const ask = (question: string) =>
      makeQuestion(workspaceId, { question, variants: [], answer: `It is ${question}` });
    await ask("How much are your shoes?");
    await ask("How much are your gym shoes?");
    await db.insert(knowledgeSynonyms).values({
      id: newId("knowledgeSynonyms"),
      workspaceId,
      words: ["trainers", "gym shoes"],
    });
    await updateStatistics(workspaceId);
    const { question } = await search("How much are your trainers?");
    expect(question?.question).toBe("How much are your gym shoes?");
    expect(question?.score).toBeGreaterThan(0.9);
  });

  it("searches a short follow-up question with the words of earlier messages", async () => {
    const { first, search } = await setUp();
    const context = ["Do the headphones have a good battery?"];
    expect(await first("and the cable?", { context })).toBe(TEXTS[3]);
    expect(await first("How long?", { context })).toBe(TEXTS[3]);
    expect((await search("How long?")).hits).toEqual([]);
  });

  it("searches only enabled sources, and of them only the chosen ones", async () => {
    const { workspaceId, sourceId, first, search } = await setUp();
    const other = await makeSource(workspaceId, { name: "Other" });
    const text = "Delivery to Norway takes six days.";
    await writeTexts(workspaceId, other, [text]);
    await updateStatistics(workspaceId);
    expect(await first("Delivery to Norway")).toBe(text);
    expect(await first("Delivery to Norway", { sourceIds: [sourceId] })).toBe(TEXTS[0]);
    expect((await search("Delivery", { sourceIds: [other] })).hits).toMatchObject([{ text, title: "Other" }]);
    await db.update(knowledgeSources).set({ isEnabled: false }).where(eq(knowledgeSources.id, other));
    expect(await first("Delivery to Norway")).toBe(TEXTS[0]);
    expect((await search("Delivery", { sourceIds: [] })).hits).toEqual([]);
  });

  it("keeps workspaces apart", async () => {
    const { sourceId } = await setUp();
    const { search } = await setUp(["We sell books."]);
    expect((await search("How much is delivery in Germany?")).hits).toEqual([]);
    expect((await search("delivery", { sourceIds: [sourceId] })).hits).toEqual([]);
  });

  it("finds a new text before the statistics are computed", async () => {
    const { workspaceId } = await makeWorkspace();
    const sourceId = await makeSource(workspaceId);
    await writeTexts(workspaceId, sourceId, ["We sell bicycles."]);
    const input = { workspaceId, question: "bicycle", sourceIds: null, limit: 5 };
    expect((await searchKnowledge(input)).hits).toHaveLength(1);
    await updateStatistics(workspaceId);
    await writeTexts(workspaceId, sourceId, ["We repair scooters."], { key: "b" });
    expect((await searchKnowledge({ ...input, question: "scooter" })).hits).toHaveLength(1);
  });

  it("returns each text once, and few passages of one document unless it is the only one", async () => {
    const { workspaceId, search, sourceId } = await setUp([]);
    const parts = Array.from({ length: 8 }, (_, at) => `Delivery zone ${at} is served by courier number ${at}.`);
    await writeTexts(workspaceId, sourceId, [...parts, parts[0] ?? ""], { key: "long" });
    await updateStatistics(workspaceId);
    expect((await search("delivery zone", { limit: 20 })).hits).toHaveLength(8);
    await writeTexts(workspaceId, sourceId, ["Delivery is free."], { key: "short" });
    const { hits } = await search("delivery zone", { limit: 20 });
    expect(hits).toHaveLength(4);
  });
});

describe("A small source in a large workspace", () => {
  it("is found by words that are frequent in the others, which a bot does not use or which are switched off", async () => {
    const { workspaceId } = await makeWorkspace();
    const large = await makeSource(workspaceId, { name: "Archive" });
    const texts = Array.from({ length: 2000 }, (_, at) => `The delivery of parcel ${at} costs money.`);
    await writeTexts(workspaceId, large, texts);
    const small = await makeSource(workspaceId, { name: "Shop" });
    const text = "Delivery of a parcel takes two days.";
    await writeTexts(workspaceId, small, [text]);
    await updateStatistics(workspaceId);
    const about = { workspaceId, question: "Which delivery costs has a parcel?", limit: 5 };
    const chosen = await searchKnowledge({ ...about, sourceIds: [small] });
    expect(chosen.hits.map((hit) => hit.text)).toEqual([text]);
    await db.update(knowledgeSources).set({ isEnabled: false }).where(eq(knowledgeSources.id, large));
    expect((await searchKnowledge({ ...about, sourceIds: null })).hits.map((hit) => hit.text)).toEqual([text]);
  });

  it("is found by its direct questions, too", async () => {
    const { workspaceId } = await makeWorkspace();
    const variants = Array.from({ length: 2000 }, (_, at) => `What does the delivery of parcel ${at} cost?`);
    await makeQuestion(workspaceId, { question: "Archive", variants, answer: "It depends." });
    const question = "How long is the delivery of a parcel?";
    const small = await makeQuestion(workspaceId, { question, variants: [], answer: "Two days." });
    await updateStatistics(workspaceId);
    const message = "cost and delivery of a parcel";
    const found = await searchKnowledge({ workspaceId, question: message, sourceIds: [small], limit: 5 });
    expect(found.question).toMatchObject({ sourceId: small, question });
  });
});

describe("A direct question", () => {
  it("is found with a score of 1 if it is asked as written, and with less the less it has in common", async () => {
    const { workspaceId, search } = await setUp();
    const answer = "Delivery costs 4.90 €.";
    const sourceId = await addQuestion(workspaceId, ["What does delivery cost?", "Delivery price"], answer);
    await updateStatistics(workspaceId);
    const exact = await search("what does delivery cost");
    expect(exact.question).toMatchObject({ sourceId, question: "What does delivery cost?", answer, score: 1 });
    const byQuestion = expect.objectContaining({ leg: "question", rank: 1 });
    expect(exact.hits[0]).toMatchObject({
      sourceId,
      text: answer,
      score: 1,
      legs: expect.arrayContaining([byQuestion]),
    });
    expect((await search("price of the delivery")).question).toMatchObject({ question: "Delivery price" });
    const scoreOf = async (message: string) => (await search(message)).question?.score ?? 0;
    const near = await scoreOf("What do deliveries cost, please?");
    const further = await scoreOf("How much is delivery?");
    const other = await scoreOf("Does the headphones' delivery include a cable and a battery?");
    expect(near).toBeGreaterThan(0.9);
    expect(further).toBeLessThan(near);
    expect(other).toBeLessThan(0.5);
    expect((await search("When is the shop open?")).question).toBe(null);
  });

  it("is a passage below its question for a message that has words of its answer", async () => {
    const { workspaceId, search } = await setUp();
    const question = "Do you send parcels to Scandinavia?";
    const answer = "Yes. Enclose a customs declaration, and expect an invoice of the ferry company.";
    const sourceId = await addQuestion(workspaceId, [question], answer);
    await updateStatistics(workspaceId);
    const found = await search("Is a customs declaration needed for the ferry?");
    expect(found).toMatchObject({ isFound: true, question: null });
    expect(found.hits[0]).toMatchObject({ sourceId, sourceKind: "question", headings: [question], text: answer });
    const both = await search("Do you send parcels to Scandinavia with a customs declaration?");
    expect(both.hits.filter((hit) => hit.sourceId === sourceId)).toMatchObject([{ text: answer }]);
  });

  it("is searched besides chosen sources if all of them are, unless it is switched off", async () => {
    const { workspaceId, sourceId, search } = await setUp();
    const added = await addQuestion(workspaceId, ["What does delivery cost?"], "Delivery costs 4.90 €.");
    await updateStatistics(workspaceId);
    const ask = async (more: Partial<SearchInput>) => (await search("What does delivery cost?", more)).question;
    expect(await ask({ sourceIds: [sourceId] })).toBeNull();
    expect(await ask({ sourceIds: [sourceId], allQuestions: true })).toMatchObject({ sourceId: added });
    expect(await ask({ sourceIds: [], allQuestions: true })).toMatchObject({ sourceId: added });
    await db.update(knowledgeSources).set({ isEnabled: false }).where(eq(knowledgeSources.id, added));
    expect(await ask({ sourceIds: [sourceId], allQuestions: true })).toBeNull();
  });

  it("is found among thousands of others", async () => {
    const { workspaceId } = await makeWorkspace();
    const texts = Array.from({ length: 5000 }, (_, at) => `How do I change the setting number ${at} of my account?`);
    await makeQuestion(workspaceId, { question: "Q", variants: texts, answer: "The answer." });
    await updateStatistics(workspaceId);
    const { question } = await searchKnowledge({
      workspaceId,
      question: "How can I change setting 4321 of the account?",
      sourceIds: null,
      limit: 5,
    });
    expect(question?.question).toBe(texts[4321]);
  });
});
