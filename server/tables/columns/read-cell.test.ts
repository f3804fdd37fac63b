import { describe, expect, it } from "vitest";
import { cellFault, readCell } from "./read-cell";
import type { ColumnType } from "@/server/schemas/table-column";

describe("readCell", () => {
  it.each<[ColumnType, unknown, unknown]>([
    ["text", "a\0b", "a\uFFFDb"],
    ["text", 12, "12"],
    ["text", "  ", null],
    ["text", null, null],
    ["number", "12.5", 12.5],
    ["number", " -3 ", -3],
    ["number", 7, 7],
    ["boolean", "YES", true],
    ["boolean", "0", false],
    ["boolean", true, true],
    ["date", "2026-02-28", "2026-02-28"],
    ["date", "1.2.2026", "2026-02-01"],
    ["datetime", "2026-03-31T14:00:00+02:00", "2026-03-31T12:00:00Z"],
    ["datetime", "2026-03-31 14:00", "2026-03-31T14:00:00Z"],
    ["datetime", "2026-03-31", "2026-03-31T00:00:00Z"],
    ["datetime", "2026-03-31T14:00:00.250Z", "2026-03-31T14:00:00.250Z"],
  ])("reads a %s from %j as %j", (type, given, value) => {
    expect(readCell(type, given)).toEqual({ ok: true, value });
  });

  it.each<[ColumnType, unknown]>([
    ["number", "abc"],
    ["number", "1 234,5"],
    ["number", "12345678901234567890"],
    ["number", "Infinity"],
    ["number", "."],
    ["boolean", "maybe"],
    ["date", "2026-02-30"],
    ["date", "03/04/2026"],
    ["datetime", "tomorrow"],
    ["datetime", "2026-13-01T00:00"],
    ["text", "x".repeat(10_001)],
  ])("returns a fault for the %s %j", (type, given) => {
    expect(readCell(type, given).ok).toBe(false);
  });

  it("describes the fault of an invalid cell", () => {
    const read = readCell("number", "abc");
    expect(read.ok ? "" : cellFault({ name: "Price" }, read.expected, "abc")).toBe(
      'Price must be a number, such as 12.5; got "abc".',
    );
  });
});
