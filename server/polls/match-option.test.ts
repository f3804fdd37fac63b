import { describe, expect, it } from "vitest";
import { matchOption } from "./match-option";

const options = ["Red", "Green", "3"].map((text, i) => ({ id: `opt_${i + 1}`, text }));

describe("matchOption", () => {
  it.each([
    ["Green", "opt_2"],
    ["  rED ", "opt_1"],
    ["2", "opt_2"],
    ["1.", "opt_1"],
    ["3", "opt_3"],
  ])("takes %j for %s", (typed, id) => expect(matchOption(options, typed)?.id).toBe(id));

  it.each(["", "Blue", "0", "4", "-1", "1st"])("takes %j for no option", (typed) =>
    expect(matchOption(options, typed)).toBeUndefined(),
  );
});
