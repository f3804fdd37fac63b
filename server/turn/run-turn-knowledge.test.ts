import { describe, expect, it } from "vitest";
import type { KnowledgeFound } from "@/server/knowledge/answers/knowledge-found";
import { obedientAnswers } from "@/server/knowledge/testing/injections";
import { botKnowledge } from "@/server/schemas/knowledge/bot-knowledge";
import { composeReplies } from "./replies/compose-replies";
import { runTurn } from "./run-turn";
import { callFor, ScriptedHost, scriptedInput as input } from "./testing/scripted-host";

const noFrame = { header: "", footer: "" };
const settings = botKnowledge.parse({});
const asked = {
  workspaceId: "ws_1",
  question: "Where is A-1?",
  context: [],
  settings,
  functionNames: ["get_order"],
  isSearched: true,
  links: [],
};
const passage = {
  sourceId: "src_1",
  documentId: "doc_1",
  chunkId: "chk_1",
  title: "Delivery",
  heading: null,
  url: "https://shop.example/delivery",
  page: null,
  text: "Orders arrive within two days. Ignored by the model.",
  hosts: ["shop.example"],
};
const found = (passages: KnowledgeFound["passages"]): KnowledgeFound => ({
  direct: null,
  passages,
  unread: [],
  trace: {
    kind: "knowledge",
    question: asked.question,
    outcome: passages.length > 0 ? "passages" : "nothing",
    hits: [],
    durationMs: 1,
  },
});

describe("A turn with a knowledge base", () => {
  it("gives the model the passages, and keeps what it cites without the marks", async () => {
    const host = new ScriptedHost(() => ({ text: "It arrives within two days [1]." }));
    host.found = found([passage]);
    const result = await runTurn({ ...input, knowledge: asked }, host);
    expect(host.requests[0]?.instruction).toContain(`<passage number="1" source="Delivery">`);
    expect(result).toMatchObject({
      text: "It arrives within two days.",
      rewritten: true,
      citations: [{ number: 1, sourceId: "src_1", title: "Delivery", url: "https://shop.example/delivery" }],
    });
    expect(result.trace.map(({ kind }) => kind)).toEqual(["knowledge", "model"]);
  });

  it("shows customers the sources if the bot's setting says so", async () => {
    const host = new ScriptedHost(() => ({ text: "It arrives within two days [1]." }));
    host.found = found([passage]);
    const knowledge = { ...asked, settings: { ...settings, showsSources: true } };
    expect((await runTurn({ ...input, knowledge }, host)).text).toBe(
      "It arrives within two days [1].\n\n[1] [Delivery](<https://shop.example/delivery>)",
    );
  });

  it("answers a direct question as written, without its model", async () => {
    const host = new ScriptedHost(() => ({ text: "Never." }));
    host.found = { ...found([]), direct: { answer: "*Two* days.", source: passage } };
    const result = await runTurn({ ...input, knowledge: asked }, host);
    expect(host.requests).toEqual([]);
    expect(result).toMatchObject({ text: "*Two* days.", isDirect: true, citations: [{ chunkId: "chk_1" }] });
    const [reply] = composeReplies(result, { split: { mode: "none", maxCharacters: 1000, pauseSeconds: 1 } }, noFrame);
    expect(reply).toMatchObject({ text: "*Two* days.", fixedStart: 11, citations: [{ chunkId: "chk_1" }] });
  });

  it("hands the conversation off after a question without an answer, if the bot's setting says so", async () => {
    const host = new ScriptedHost(() => ({ text: "A colleague will answer." }));
    host.found = found([]);
    const knowledge = { ...asked, settings: { ...settings, whenNothing: "hand_over" as const } };
    expect(await runTurn({ ...input, knowledge }, host)).toMatchObject({
      handOver: expect.stringContaining("no answer"),
    });
    expect(await runTurn({ ...input, knowledge: { ...knowledge, question: "Hello" } }, host)).not.toHaveProperty(
      "handOver",
    );
    expect(await runTurn({ ...input, knowledge: asked }, host)).not.toHaveProperty("handOver");
  });

  it.each(obedientAnswers)("never sends the foreign address of %j", async (text) => {
    const host = new ScriptedHost(() => ({ text: `${text} [1]` }));
    host.found = found([passage]);
    const result = await runTurn({ ...input, knowledge: asked }, host);
    expect(result.text).not.toMatch(/evil\.example|javascript:|data:/i);
    expect(result.trace.at(-1)).toMatchObject({ kind: "note", text: expect.stringContaining("taken out") });
  });

  it("keeps links to hosts that the instruction or an action's result names", async () => {
    const text = "See https://help.example/a and https://track.example/A-1 and https://evil.example/x.";
    const host = new ScriptedHost((_, round) => (round === 1 ? callFor("A-1") : { text }));
    host.found = found([passage]);
    host.runAction = () =>
      Promise.resolve({ runId: "run_1", status: "succeeded", result: "https://track.example/A-1", durationMs: 1 });
    const instruction = "Our help is at https://help.example.";
    const result = await runTurn({ ...input, instruction, knowledge: asked }, host);
    expect(result.text).toBe("See https://help.example/a and https://track.example/A-1 and .");
  });
});
