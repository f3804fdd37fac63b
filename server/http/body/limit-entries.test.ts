import { expect, it, vi } from "vitest";
import { z } from "zod";
import { limitEntries } from "./limit-entries";

it.each<[string, (item: z.ZodType) => z.ZodType, unknown, unknown]>([
  ["list", (item) => z.array(item), ["a", "b"], ["a", "b", "c"]],
  ["record", (item) => z.record(z.string(), item), { a: 1, b: 2 }, { a: 1, b: 2, c: 3 }],
])("limitEntries checks no entry of a %s with too many entries, and reports one fault", (_kind, of, few, many) => {
  const check = vi.fn<() => boolean>(() => true);
  const schema = limitEntries(of(z.unknown().refine(check)), 2, "At most two.");
  expect(schema.safeParse(many).error?.issues.map(({ message }) => message)).toEqual(["At most two."]);
  expect(check).not.toHaveBeenCalled();
  expect(schema.safeParse(few).data).toEqual(few);
  expect(check).toHaveBeenCalledTimes(2);
});

it("limitEntries leaves values of other types to the schema", () => {
  const [issue] = limitEntries(z.array(z.string()), 2, "At most two.").safeParse("abc").error?.issues ?? [];
  expect(issue).toMatchObject({ code: "invalid_type", expected: "array" });
});
