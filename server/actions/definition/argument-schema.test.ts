import { describe, expect, it } from "vitest";
import { checkArguments, toolSpec } from "./argument-schema";
import type { ActionArgument, ActionDefinition } from "@/server/schemas/action-definition";

function definition(...args: (Partial<ActionArgument> & { name: string })[]): ActionDefinition {
  return {
    name: "Book",
    functionName: "book",
    description: "Books.",
    arguments: args.map((argument) => ({ description: "", type: "string", required: false, ...argument })),
    constants: [],
    steps: [],
    returnMode: "last",
    errorMessage: "",
  };
}

/** Checks one argument with a value; returns the result or the message. */
function check(argument: Partial<ActionArgument>, value: unknown) {
  const checked = checkArguments(definition({ name: "x", ...argument }), { x: value });
  return checked.ok ? checked.values["x"] : checked.message;
}

describe("a long number", () => {
  const digits = "12345678901234567890";

  it("keeps its digits as a text, and is rejected as a number, which would lose digits", () => {
    expect(check({ type: "string" }, digits)).toBe(digits);
    expect(check({ type: "list" }, [digits])).toEqual([digits]);
    expect(check({ type: "number" }, digits)).toContain(
      `x: must be a number of no more than 15 digits, as longer ones cannot be kept exactly; it was "${digits}".`,
    );
    expect(check({ type: "number" }, "33.333333333333333333")).toBe(33.333333333333336);
    expect(check({ type: "number" }, "+9007199254740991")).toBe(9007199254740991);
  });
});

describe("toolSpec", () => {
  it("adds more information for the model to the description", () => {
    expect(toolSpec(definition(), "Columns: sku, stock.").description).toBe("Books.\n\nColumns: sku, stock.");
    expect(toolSpec({ ...definition(), description: "" }, "Columns: sku.").description).toBe("Columns: sku.");
  });

  it("returns a strict JSON Schema", () => {
    const spec = toolSpec(
      definition(
        { name: "who", description: "Their name", required: true },
        { name: "size", enum: ["S", "M"] },
        { name: "count", type: "number", enum: ["1", "2.5"], required: true },
        { name: "gift", type: "boolean" },
        { name: "when", type: "datetime" },
        { name: "tags", type: "list", enum: ["a"] },
        { name: "ids", type: "list", itemType: "number", enum: ["1"] },
      ),
    );
    expect(spec).toEqual({
      name: "book",
      description: "Books.",
      inputSchema: {
        type: "object",
        properties: {
          who: { type: "string", description: "Their name" },
          size: { type: "string", enum: ["S", "M"] },
          count: { type: "number", enum: [1, 2.5] },
          gift: { type: "boolean" },
          when: { type: "string", format: "date-time" },
          tags: { type: "array", items: { type: "string", enum: ["a"] } },
          ids: { type: "array", items: { type: "number", enum: [1] } },
        },
        required: ["who", "count"],
        additionalProperties: false,
      },
    });
  });
});

describe("checkArguments", () => {
  it.each([undefined, null, "", "  ", [], [""]])("treats %j as missing", (value) => {
    expect(check({}, value)).toBeUndefined();
    const message = check({ required: true, description: "The order number" }, value);
    expect(message).toContain("Missing: x (The order number).");
    expect(message).toContain("Ask the customer");
  });

  it.each([null, "text", 5, []])("treats %j instead of an object as no arguments", (input) => {
    expect(checkArguments(definition({ name: "x", required: true }), input)).toMatchObject({ ok: false });
    expect(checkArguments(definition({ name: "x" }), input)).toEqual({ ok: true, values: {} });
  });

  it("lists all missing and wrong arguments together", () => {
    const checked = checkArguments(
      definition({ name: "a", required: true }, { name: "b", required: true }, { name: "c", type: "number" }),
      { c: "many" },
    );
    expect(checked.ok ? "" : checked.message).toMatch(/Missing: a; b\.\nc: must be a number.*it was "many"/);
  });

  it("drops unknown arguments", () => {
    expect(checkArguments(definition({ name: "x" }), { x: "1", admin: true })).toEqual({
      ok: true,
      values: { x: "1" },
    });
  });

  it.each<[Partial<ActionArgument>, unknown, unknown]>([
    [{ type: "string" }, 1042, "1042"],
    [{ type: "string" }, " kept as it is ", " kept as it is "],
    [{ type: "string", enum: ["Small", "Large"] }, " large ", "Large"],
    [{ type: "number" }, "42", 42],
    [{ type: "number" }, " -3.5 ", -3.5],
    [{ type: "number" }, 0, 0],
    [{ type: "number", enum: ["1", "2"] }, "2", 2],
    [{ type: "boolean" }, "Yes", true],
    [{ type: "boolean" }, "false", false],
    [{ type: "boolean" }, false, false],
    [{ type: "datetime" }, "2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z"],
    [{ type: "datetime" }, "2026-11-22 9:05", "2026-11-22T09:05:00Z"],
    [{ type: "datetime" }, "2026-11-22T10:00+0200", "2026-11-22T10:00:00+02:00"],
    [{ type: "datetime" }, "2026-11-22T10:00:00.250-05", "2026-11-22T10:00:00.250-05:00"],
    [{ type: "datetime" }, "22.11.2026, 10:00", "2026-11-22T10:00:00Z"],
    [{ type: "datetime" }, "Sun, 22 Nov 2026 10:00:00 +0100", "2026-11-22T09:00:00Z"],
    [{ type: "list" }, ["a", 2], ["a", "2"]],
    [{ type: "list" }, "one, two", ["one, two"]],
    [{ type: "list" }, '["a","b"]', ["a", "b"]],
    [{ type: "list", enum: ["A", "B"] }, ["a"], ["A"]],
    [{ type: "list", itemType: "number" }, ["1", 2.5], [1, 2.5]],
    [{ type: "list", itemType: "number" }, "[1,2]", [1, 2]],
  ])("for the argument %j, converts the value %j", (argument, given, value) =>
    expect(check(argument, given)).toEqual(value),
  );

  it.each<[Partial<ActionArgument>, unknown, string]>([
    [{ type: "string" }, { a: 1 }, 'must be a text; it was {"a":1}'],
    [{ type: "string", enum: ["S", "M"] }, "XL", 'must be one of S, M; it was "XL"'],
    [{ type: "number" }, "1,234", "must be a number"],
    [{ type: "number" }, "0x10", "must be a number"],
    [{ type: "number" }, true, "must be a number"],
    [{ type: "number" }, Number.NaN, "must be a number"],
    [{ type: "number", enum: ["1"] }, 2, "must be one of 1; it was 2"],
    [{ type: "boolean" }, "maybe", "must be yes or no"],
    [{ type: "boolean" }, 1, "must be yes or no"],
    [{ type: "datetime" }, "tomorrow at ten", "must be a date with a time in ISO 8601"],
    [{ type: "datetime" }, "2026-11-22", "must be a date with a time"],
    [{ type: "datetime" }, "2026-02-30T10:00", "must be a date with a time"],
    [{ type: "datetime" }, "2026-11-22T25:00", "must be a date with a time"],
    [{ type: "datetime" }, "11/22/2026 10:00", "must be a date with a time"],
    [{ type: "datetime" }, 1_763_805_600, "must be a date with a time"],
    [{ type: "list" }, [{ a: 1 }], "must be a list of texts"],
    [{ type: "list", itemType: "number" }, ["one"], "must be a number"],
    [{ type: "list", itemType: "number", enum: ["1"] }, [2], "must be one of 1"],
    [{ type: "list", enum: ["A"] }, ["A", "C"], 'must be one of A; it was "C"'],
  ])("for the argument %j, rejects the value %j", (argument, given, message) =>
    expect(check(argument, given)).toContain(message),
  );

  it("reads a time without an offset in the bot's time zone", () => {
    const given = { x: "2026-07-01 12:00" };
    const checked = checkArguments(definition({ name: "x", type: "datetime" }), given, "Europe/Berlin");
    expect(checked).toEqual({ ok: true, values: { x: "2026-07-01T12:00:00+02:00" } });
  });

  it("shortens a very long value", () => {
    expect(String(check({ type: "number" }, "x".repeat(5000))).length).toBeLessThan(400);
  });
});
