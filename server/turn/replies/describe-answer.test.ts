import { describe, expect, it } from "vitest";
import type { ScenarioResult } from "@/server/scenario/run/scenario-input";
import { NO_CHANGE } from "@/server/scenario/run/scenario-result";
import { makeCampaign } from "@/server/scenario/run/testing/talk";
import type { TraceEntry } from "@/server/schemas/trace";
import type { TurnResult } from "../turn-result";
import { describeAnswer } from "./describe-answer";

const scenario = {
  campaign: makeCampaign([{ id: "int_1", name: "Track", triggers: ["track"] }]),
  state: null,
  message: { text: "Where is it?", meaning: null },
  isFirst: true,
  workspaceId: "ws_1",
  conversation: null,
  values: {},
  variables: {},
  seed: "trn_1",
};
const scripted = { botVersionId: "ver_1", input: { scenario } };
const withModel = { botVersionId: "ver_1", input: {} };

const candidates = [
  { interactionId: "int_1", name: "Track", score: 0.91 },
  { interactionId: "int_2", name: "Hours", score: 0.34 },
];

function entry(changes: Partial<Extract<TraceEntry, { kind: "scenario" }>>): TraceEntry {
  return { kind: "scenario", interactionId: "int_1", name: "Track", how: "trigger", ...changes };
}

function result(changes: Partial<TurnResult>, ran?: Partial<ScenarioResult>): TurnResult {
  const none = { text: "", silent: true, trace: [], inputTokens: 0, outputTokens: 0, failure: null };
  return { ...none, ...changes, ...(ran && { scenario: { ...NO_CHANGE, outcome: "answered", trace: [], ...ran } }) };
}

describe("The description of an answer", () => {
  it("has the score, the threshold and the runners-up of a phrase", () => {
    const trace = [entry({ how: "phrase", candidates, threshold: 0.6 })];
    expect(describeAnswer(scripted, result({ trace }, {}), [])).toMatchObject({
      intent: "Track",
      intent_slug: "track",
      intent_id: "int_1",
      confidence: 0.91,
      confidence_threshold: 0.6,
      alternatives: [{ intent: "Hours", intent_id: "int_2", confidence: 0.34 }],
      understood: true,
      understood_nlu: true,
      never_trained: true,
      answer: null,
    });
  });

  it("names the interaction that was matched, not the one that it led to, and the place where the turn ended", () => {
    const trace = [entry({ how: "keyword" }), entry({ interactionId: "int_2", name: "Hours", how: "redirect" })];
    const place = { botId: "bot_1", botVersionId: null, interactionId: "int_2" };
    expect(describeAnswer(scripted, result({ trace }, { place }), [])).toMatchObject({
      intent_id: "int_1",
      confidence: 1,
      state_id: "int_2",
      state_name: "Hours",
    });
  });

  it.each([
    ["Fallback", entry({ how: "fallback", name: "Fallback", candidates, threshold: 0.95 })],
    ["a menu that is shown again", entry({ how: "menu", candidates, threshold: 0.95 })],
  ])("says that the message was not understood after %s, and what came closest", (_what, first) => {
    expect(describeAnswer(scripted, result({ trace: [first] }, {}), [])).toMatchObject({
      intent: null,
      confidence: null,
      confidence_threshold: 0.95,
      alternatives: [{ intent: "Track" }, { intent: "Hours" }],
      understood: false,
      understood_nlu: false,
    });
  });

  it("says that the model understood what no interaction matched", () => {
    const trace: TraceEntry[] = [
      {
        kind: "model",
        model: "m-1",
        text: "Tomorrow.",
        toolCalls: [],
        inputTokens: 1,
        outputTokens: 1,
        attempts: 1,
        durationMs: 5,
        error: null,
      },
    ];
    const unmatched = result({ trace, text: "Tomorrow.", silent: false }, { outcome: "unmatched" });
    const reply = { text: "Tomorrow.", bareText: null, fixedStart: 0, fixedEnd: 0, pauseSeconds: null };
    expect(describeAnswer(scripted, unmatched, [reply])).toMatchObject({
      understood: true,
      understood_nlu: false,
      answer: "Tomorrow.",
      nlu_model: { name: "m-1", version: "ver_1" },
    });
    expect(describeAnswer(withModel, result({ trace }), [reply])).toMatchObject({ understood_nlu: null });
  });

  it("says that a failed turn did not understand the message", () => {
    expect(describeAnswer(withModel, result({ failure: "No connection." }), [])).toMatchObject({ understood: false });
  });

  it.each([
    ["Track a parcel!", "track-a-parcel"],
    ["Öffnungszeiten & Preise", "offnungszeiten-preise"],
    ["Де мій їжак?", "де-мій-їжак"],
    ["???", ""],
  ])("writes the slug of %j as %j", (name, slug) => {
    const described = describeAnswer(scripted, result({ trace: [entry({ name })] }, {}), []);
    expect(described.intent_slug).toBe(slug);
  });
});
