import { describe, expect, it } from "vitest";
import { MAX_ANSWER } from "@/server/text/cut-answer";
import { obedientAnswers } from "../testing/injections";
import { hostsIn, removeForeignLinks } from "./remove-foreign-links";

const hosts = new Set(["shop.example"]);

describe("An answer", () => {
  it.each(obedientAnswers)("loses the foreign address of %j", (answer) => {
    expect(removeForeignLinks(answer, hosts)).not.toMatch(/evil|javascript:|data:/i);
  });

  it.each([
    "See [our returns](https://shop.example/returns#how).",
    "See [our returns](https://help.shop.example/returns).",
    "Write to [us](mailto:help@other.example) or call [+44 20 7946 0958](tel:+442079460958).",
    "Write to help@other.example.",
    "It costs 5 [1] and [2](a note).".replace("(a note)", ""),
    "https://SHOP.example/returns",
    "```\ncode [1]\n```",
    "[Price]: 500 and more",
    "Between 9:00 and 18:00, 3//4, and a: b.",
  ])("keeps %j as it is", (answer) => {
    expect(removeForeignLinks(answer, hosts)).toBe(answer);
  });

  it("keeps the words of a link that it loses", () => {
    expect(removeForeignLinks("See [our *offer*](https://evil.example/) today.", hosts)).toBe("See our *offer* today.");
  });

  it("of the longest length is checked without much time for hostile marks", () => {
    const begun = performance.now();
    for (const part of ["[a](", "![", "[](<", "https://evil.example ", "[x]: ", "[aaaaaaaaaaaa", "//a"]) {
      removeForeignLinks(part.repeat(MAX_ANSWER / part.length), hosts);
    }
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

describe("hostsIn", () => {
  it("finds the hosts of a text's addresses, also of those that begin with www.", () => {
    expect(hostsIn("https://Shop.example/a, www.help.example and m@mail.example")).toEqual([
      "shop.example",
      "www.help.example",
    ]);
  });
});
