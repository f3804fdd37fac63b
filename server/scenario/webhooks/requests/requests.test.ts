import { describe, expect, it } from "vitest";
import { DomainError } from "@/server/errors";
import { unmasked, withQuery } from "./address";
import { campaignLabel } from "./campaign-body";
import { findExtraBodyFault } from "./extra-body";

describe("Extra parameters", () => {
  it.each(["", "{}", '{"a": {"label": 1}}'])("may be %j", (text) => expect(findExtraBodyFault(text)).toBeNull());

  it.each([
    ['{\n  "a": 1,\n}', "Line 3, column 1: "],
    ["[1]", "must be a JSON object"],
    ['{"keyword": 2}', 'Parley sets "keyword" itself.'],
    ['{"phoneNumber": ""}', 'Parley sets "phoneNumber" itself.'],
  ])("may not be %j", (text, fault) => expect(findExtraBodyFault(text)).toContain(fault));
});

describe("The label of a campaign's payload", () => {
  it.each([
    [{ name: "Welcome", role: "welcome" }, "Welcome Message"],
    [{ name: "Hello", role: "welcome" }, "Hello"],
    [{ name: "Welcome", role: "regular" }, "Welcome"],
  ])("of %j is %j", (of, label) => expect(campaignLabel(of)).toBe(label));
});

describe("Parameters that are added to an address", () => {
  it.each([
    ["https://a.example/x", "https://a.example/x?token=a%26b"],
    ["https://a.example/x?q=a%20b+c&z", "https://a.example/x?q=a%20b+c&z&token=a%26b"],
    ["https://a.example/x?q=1#part", "https://a.example/x?q=1&token=a%26b#part"],
  ])("leave %j as it is", (url, expected) => expect(withQuery(url, { token: "a&b" })).toBe(expected));
});

describe("A masked address", () => {
  const stored = "https://a.example/x?key=k1&q=2";
  const back = (typed: string, from: string | null = stored) => unmasked(typed, from, ["url"]);

  it("means the stored one, with what was changed in the rest", () => {
    expect(back("https://a.example/x?key=•••&q=2")).toBe(stored);
    expect(back("https://a.example/y?q=3&key=•••")).toBe("https://a.example/y?q=3&key=k1");
    expect(back("https://b.example/y")).toBe("https://b.example/y");
  });

  it("never takes a secret to another server or to another parameter", () => {
    expect(() => back("https://b.example/x?key=•••")).toThrow(DomainError);
    expect(() => back("https://a.example/x?token=•••")).toThrow(DomainError);
    expect(() => back("https://a.example/x?key=•••", null)).toThrow(DomainError);
  });
});
