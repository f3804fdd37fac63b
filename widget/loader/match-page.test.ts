import { expect, test } from "vitest";
import { matchPage } from "./match-page.ts";

const ADDRESS = "https://shop.example/pricing/teams?from=mail#faq";

test.each([
  ["", true],
  ["*", true],
  ["/pricing/teams", true],
  ["/pricing/*", true],
  ["*/teams", true],
  ["/pricing", false],
  ["pricing", false],
  ["*pricing*", true],
  ["https://shop.example/pricing/teams", true],
  ["https://*.example/pricing*", true],
  ["https://other.example/*", false],
  ["*?from=mail*", true],
  ["/pricing/teams*#faq", true],
  ["*#help", false],
  ["/pri*ing*pricing*", false],
  // The two parts may not share a text.
  ["/pricing/tea*ams", false],
  [`${"*a".repeat(200)}b`, false],
])("The pattern %j of a proactive message fits the address: %s", (pattern, fits) => {
  expect(matchPage(pattern, ADDRESS)).toBe(fits);
});

test("A pattern of a proactive message fits the pages of a site that keeps its path in the fragment", () => {
  expect(matchPage("/#/cart*", "https://shop.example/#/cart/2")).toBe(true);
  expect(matchPage("/#/cart*", "https://shop.example/#/help")).toBe(false);
});
