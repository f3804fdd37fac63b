import { expect, it } from "vitest";
import { fitsPattern } from "./path-patterns";

it.each([
  ["/help/a", "/help/*", true],
  ["/help/", "/help/*", true],
  ["/help", "/help/*", false],
  ["/helper", "/help/*", false],
  ["/help", "/help", true],
  ["/help/", "/help", true],
  ["/help/a", "/help", false],
  ["/de/help/a", "/*/help/*", true],
  ["/de/help/a.html", "/*.html", true],
  ["/de/help/a.htm", "/*.html", false],
  ["/a/b", "/*", true],
  ["/", "/*", true],
  ["/ab", "/a*b*", true],
  ["/aba", "/ab*ba", false],
  ["/list?page=2", "/list", true],
  ["/list?page=2", "/list?page=*", true],
  ["/list", "/list?page=*", false],
])("fitsPattern compares %s with %s", (path, pattern, fits) => {
  expect(fitsPattern(`https://x.example${path}`, [pattern])).toBe(fits);
});

it("fitsPattern takes no longer for a pattern of many stars", () => {
  const began = performance.now();
  expect(fitsPattern(`https://x.example/${"a".repeat(900)}`, [`/${"*a".repeat(200)}*b`])).toBe(false);
  expect(performance.now() - began).toBeLessThan(100);
});
