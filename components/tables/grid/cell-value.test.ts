import { describe, expect, it } from "vitest";
import { cellText, editorText, plainText, readTyped } from "./cell-value";

describe("A cell's text", () => {
  it("shows times in UTC without empty seconds, and edits them in the format of a date box", () => {
    expect(cellText("2026-03-31T14:30:00Z", "datetime")).toBe("2026-03-31 14:30 UTC");
    expect(cellText("2026-03-31T14:30:05Z", "datetime")).toBe("2026-03-31 14:30:05 UTC");
    expect(editorText("2026-03-31T14:30:00Z", "datetime")).toBe("2026-03-31T14:30");
    expect(editorText("2026-03-31T14:30:05.250Z", "datetime")).toBe("2026-03-31T14:30:05.250");
    expect(plainText("2026-03-31T14:30:00Z")).toBe("2026-03-31T14:30:00Z");
  });

  it("shows a value that is not a time unchanged", () => {
    expect(cellText("soon", "datetime")).toBe("soon");
    expect(cellText(undefined, "datetime")).toBe("");
    expect(cellText(0, "number")).toBe("0");
    expect(cellText(false, "boolean")).toBe("false");
  });

  it("is read back as the same value from the editor and from a copy", () => {
    const cells = [
      ["text", " two\nlines "],
      ["number", -1234.5],
      ["boolean", false],
      ["date", "2024-02-29"],
      ["datetime", "2026-03-31T14:30:00Z"],
    ] as const;
    for (const [type, value] of cells) {
      const column = { name: "It", type };
      expect(readTyped(editorText(value, type), column)).toEqual({ ok: true, value });
      expect(readTyped(plainText(value), column)).toEqual({ ok: true, value });
    }
  });

  it("clears the cell when it is empty, and a fault names the column", () => {
    expect(readTyped("  ", { name: "Price", type: "number" })).toEqual({ ok: true, value: null });
    const read = readTyped("12 apples", { name: "Price", type: "number" });
    expect(read).toEqual({ ok: false, message: expect.stringContaining("Price must be a number") });
  });
});
