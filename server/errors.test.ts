import { describe, expect, it } from "vitest";
import { z } from "zod";
import { noColumn } from "@/server/tables/rows/rows-query";
import { checkedCells } from "@/server/tables/rows/row-values";
import type { TableColumn } from "./schemas/table-column";
import { faultsOf } from "@/server/channels/custom/incoming-faults";
import { DomainError, FaultList } from "./errors";
import { fromZodError } from "./http/errors/from-zod-error";

const bytesOf = ({ message, details }: DomainError) => JSON.stringify({ message, details }).length;

function refusalOf(act: () => unknown): DomainError {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error;
  }
  throw new Error("It was not refused.");
}

describe("A refusal", () => {
  it("lists 100 faults of 300 characters each, and the number of further ones", () => {
    const details = Array.from({ length: 5000 }, (_, i) => ({
      path: ["x".repeat(9000), i],
      message: "y".repeat(9000),
    }));
    const error = new DomainError("invalid", "z".repeat(100_000), { details });
    expect(error.details).toHaveLength(101);
    expect(error.details[100]).toEqual({ path: [], message: "And 4,900 more." });
    expect(error.details[0]?.message).toHaveLength(300);
    expect(bytesOf(error)).toBeLessThan(80_000);
  });

  it("leaves short faults unchanged, and never cuts a character in two", () => {
    const details = [{ path: ["a", 1], message: "Too long." }];
    expect(new DomainError("invalid", "No.", { details }).details).toEqual(details);
    const [cut] = new DomainError("invalid", "", { details: [{ path: [], message: "🦊".repeat(200) }] }).details;
    expect(cut?.message.isWellFormed()).toBe(true);
  });

  it("lists the first of an input's 100,000 faults", () => {
    const parsed = z.array(z.number()).safeParse(Array.from({ length: 100_000 }, () => "x"));
    if (parsed.success) throw new Error("It was not refused.");
    const error = fromZodError(parsed.error);
    expect(error.message).toContain("And 99,997 more.");
    expect(error.details.at(-1)?.message).toBe("And 99,900 more.");
    expect(bytesOf(error)).toBeLessThan(40_000);
    expect(faultsOf(parsed.error.issues, []).at(-1)).toMatchObject({ msg: "And 99,900 more." });
  });

  it("is smaller than the row if a row has 10,000 unknown columns", () => {
    const columns = Array.from({ length: 200 }, (_, i): TableColumn => ({
      key: `column_number_${i}`,
      name: `C${i}`,
      type: "text",
    }));
    const given = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`x${i}`, "1"]));
    const error = refusalOf(() => checkedCells(columns, given));
    expect(error.message).toContain("And 9,997 more.");
    expect(error.details).toHaveLength(101);
    expect(bytesOf(error)).toBeLessThan(60_000);
    expect(noColumn("k".repeat(90_000), columns).length).toBeLessThan(600);
  });
});

describe("A list of faults", () => {
  it("creates no message for a fault that is only counted", () => {
    const faults = new FaultList();
    let made = 0;
    for (let i = 0; i < 10_000; i += 1) faults.add([i], () => `fault ${(made += 1)}`);
    expect([faults.count, faults.details.length, made]).toEqual([10_000, 100, 100]);
  });
});
