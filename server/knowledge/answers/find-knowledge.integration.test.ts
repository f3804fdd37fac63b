import { describe, expect, it } from "vitest";
import { makeWorkspace } from "@/db/testing/factories";
import { botKnowledge } from "@/server/schemas/knowledge/bot-knowledge";
import { updateStatistics } from "../index/update-statistics";
import { makeQuestion, makeSource, writeTexts } from "../testing/make-source";
import { findKnowledge } from "./find-knowledge";

const PARTS = [
  "The kettle has a filter.",
  "Pull the filter upwards to clean it.",
  "Descale the boiler with citric acid every month.",
  "Rinse it twice with cold water afterwards.",
  "The lamp shows that it is hot.",
];

async function ask(question: string, functionNames: string[] = []) {
  const { workspaceId } = await makeWorkspace();
  const sourceId = await makeSource(workspaceId, { name: "Manual" });
  await writeTexts(workspaceId, sourceId, PARTS);
  await makeQuestion(workspaceId, {
    question: "How often do you ship?",
    variants: ["When do you ship?"],
    answer: "Freight leaves on Mondays.",
  });
  await updateStatistics(workspaceId);
  const settings = botKnowledge.parse({});
  const place = { workspaceId, context: [], settings, functionNames, isSearched: true, links: [] };
  return findKnowledge({ ...place, question });
}

describe("The passages for an answer", () => {
  it("are the hits together with the parts before and after them, which the trace shows", async () => {
    const { passages, trace } = await ask("How do I descale with citric acid?");
    expect(passages.map(({ text }) => text)).toEqual([PARTS.slice(1, 4).join("\n\n")]);
    expect(trace?.hits).toMatchObject([{ text: PARTS[2], before: PARTS[1], after: PARTS[3] }]);
    expect(passages[0]?.chunkId).toBe(trace?.hits[0]?.chunkId);
  });

  it("have nothing before the first part of a document", async () => {
    const { trace } = await ask("Does the kettle have a filter?");
    const first = trace?.hits.find(({ text }) => text === PARTS[0]);
    expect(first?.before).toBeUndefined();
  });

  it("have no wordings of a direct question that is found by its answer", async () => {
    const { direct, passages } = await ask("Which day does freight leave?");
    expect(direct).toBeNull();
    expect(passages.map(({ text }) => text)).toEqual(["Freight leaves on Mondays."]);
  });
});
