import { describe, expect, it } from "vitest";
import { z } from "zod";
import { DomainError } from "@/server/errors";
import { readQuery } from "./read-query";

const schema = z.strictObject({
  after: z.string().max(5).optional(),
  limit: z.coerce.number().int().min(1).max(10).default(3),
  event: z.array(z.enum(["one", "two"])).optional(),
});
const read = (query: string) => readQuery(`http://localhost/api/v1/events${query}`, schema);

function faultsOf(query: string): [string, string][] {
  try {
    read(query);
  } catch (error) {
    if (error instanceof DomainError) return error.details.map(({ path, message }) => [path.join("."), message]);
  }
  throw new Error(`${query} is not refused.`);
}

describe("readQuery", () => {
  it("reads parameters, their defaults, and lists of one or more values", () => {
    expect(read("")).toEqual({ limit: 3 });
    expect(read("?after=a%2Bb&limit=10&event=one")).toEqual({ after: "a+b", limit: 10, event: ["one"] });
    expect(read("?event=one&event=two")).toEqual({ limit: 3, event: ["one", "two"] });
  });

  it("lists every fault, also of parameters that do not exist", () => {
    expect(faultsOf("?after=123456&limit=0&event=three&afer=1&constructor=1")).toEqual([
      ["after", expect.stringContaining("5")],
      ["limit", expect.stringContaining("1")],
      ["event.0", "Use one of one, two."],
      ["", "There is no parameter afer, constructor."],
    ]);
  });

  it.each([
    ["?limit=ten", "limit", "Use a number."],
    ["?limit=1.5", "limit", "Use a whole number."],
    ["?limit=1&limit=2", "limit", "This parameter may be given only once."],
    ["?after=a&after=bbbbbbbb&limit=1", "after", "This parameter may be given only once."],
  ])("explains what is wrong with %s", (query, path, message) => expect(faultsOf(query)).toEqual([[path, message]]));
});
