import { describe, expect, it } from "vitest";
import { composeHistory, type HistoryRows } from "./load-history";

type Said = HistoryRows["messages"][number];
type Call = HistoryRows["calls"][number];

const wrote = (id: string, text: string): Said => ({ id, sender: "customer", turnId: null, text, files: [] });
const answered = (id: string, text: string): Said => ({ id, sender: "ai", turnId: `turn-${id}`, text, files: [] });
const called = (messageId: string, result: string): Call => ({
  id: `call-${messageId}`,
  messageId,
  isLate: false,
  name: "find",
  input: {},
  result,
  isFinished: true,
  isDetached: false,
  rest: null,
});

describe("A history", () => {
  it("is complete up to 400,000 characters and keeps only its newest messages beyond that", () => {
    const messages = Array.from({ length: 50 }, (_, i) => wrote(`m${i}`, `${i} ${"x".repeat(9990)}`));
    const given = composeHistory({ messages: messages.toReversed(), calls: [] });
    expect(given).toHaveLength(40);
    expect(given[0]).toMatchObject({ role: "user", text: expect.stringMatching(/^10 x/) });
    expect(given.at(-1)).toMatchObject({ role: "user", text: expect.stringMatching(/^49 x/) });
    const short = messages.slice(0, 40);
    expect(composeHistory({ messages: short.toReversed(), calls: [] })).toHaveLength(40);
  });

  it("leaves a message out together with its calls, so that there is no result without a call", () => {
    const messages = [wrote("a", "first"), answered("b", "found"), wrote("c", "second"), wrote("d", "third")];
    const calls = [called("a", "x".repeat(300_000)), called("c", "y".repeat(300_000))];
    const given = composeHistory({ messages: messages.toReversed(), calls: calls.toReversed() });
    expect(given.map(({ role }) => role)).toEqual(["assistant", "user", "assistant", "tool", "user"]);
  });

  it("keeps the newest message regardless of its length", () => {
    const messages = [wrote("a", "first"), wrote("b", "x".repeat(500_000))];
    const given = composeHistory({ messages: messages.toReversed(), calls: [] });
    expect(given).toEqual([{ role: "user", text: "x".repeat(500_000) }]);
  });
});
