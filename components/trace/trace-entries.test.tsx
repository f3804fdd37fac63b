import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { TraceEntry } from "@/server/schemas/trace";
import { TraceEntries } from "./trace-entries";

const call = { kind: "action", functionName: "find_parcel", arguments: { order: "A-1042" }, durationMs: 12 } as const;
const shown = (...entries: TraceEntry[]) =>
  renderToStaticMarkup(<TraceEntries entries={entries} renderRun={() => null} />);

describe("The entries of a trace", () => {
  it("can be expanded only where an action ran", () => {
    const opens = "Requests and responses";
    expect(shown({ ...call, runId: "run_1", status: "succeeded", result: "Lyon" })).toContain(opens);
    expect(shown({ ...call, runId: null, status: "refused", result: "No." })).not.toContain(opens);
  });

  it("mark a call that is still running", () => {
    expect(shown({ ...call, runId: "run_1", status: "waiting", result: "Later." })).toContain("In progress");
  });

  it("are in order", () => {
    const html = shown({ kind: "note", text: "First" }, { kind: "note", text: "Second" });
    expect(html.indexOf("First")).toBeLessThan(html.indexOf("Second"));
  });

  it("show how the customer came to an interaction, and the scores of those that came closest", () => {
    const candidates = [
      { interactionId: "int_1", name: "Parcel", score: 0.834 },
      { interactionId: "int_2", name: "Refund", score: 0.1 },
    ];
    const entry = { kind: "scenario", interactionId: "int_1", name: "Parcel", how: "phrase" } as const;
    const html = shown({ ...entry, candidates, threshold: 0.4 });
    for (const text of ["the message is like its phrases", "0.83", "Refund", "0.10", "Matches from 0.40 on"]) {
      expect(html).toContain(text);
    }
    expect(shown({ ...entry, how: "menu" })).not.toContain("Matches from");
  });
});
