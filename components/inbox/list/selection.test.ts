import { describe, expect, it } from "vitest";
import { changedText, failedText, undoOf } from "../changed-text";
import { countText } from "./count-text";
import { selectRange } from "./select-range";

describe("A range of rows", () => {
  const ids = ["a", "b", "c", "d"];

  it.each([
    ["b", "d", ["b", "c", "d"]],
    ["c", "a", ["a", "b", "c"]],
    ["b", "b", ["b"]],
    ["gone", "c", ["c"]],
  ])("from %s to %s has the rows %j", (from, to, range) => {
    expect(selectRange(ids, from, to)).toEqual(range);
  });
});

describe("The message after a change of several conversations", () => {
  it("says what was done to how many, and why some failed", () => {
    expect(changedText({ kind: "close" }, 1)).toBe("Closed 1 conversation.");
    expect(changedText({ kind: "assign", memberId: null }, 3)).toBe("Unassigned 3 conversations.");
    expect(failedText([{ message: "Gone." }], 1)).toBe("Gone.");
    expect(failedText([{ message: "Gone." }, { message: "Other." }], 5)).toBe(
      "2 of 5 conversations could not be changed. Gone.",
    );
  });

  it("offers to undo a closing or a snooze", () => {
    expect(undoOf({ kind: "close" })).toEqual({ kind: "reopen" });
    expect(undoOf({ kind: "mark_read" })).toBeNull();
  });
});

it("A count above 999 is shown as 999+", () => {
  expect([countText(12), countText(999), countText(1000)]).toEqual(["12", "999", "999+"]);
});
