import { describe, expect, it } from "vitest";
import { canonicalUrl, siteOf } from "./canonical-url";

describe("canonicalUrl", () => {
  it.each([
    ["https://X.example:443/a#part", "https://x.example/a"],
    ["https://x.example/a?utm_source=b&id=1&gclid=2&fbclid=3", "https://x.example/a?id=1"],
    ["https://x.example/a?utm_source=b", "https://x.example/a"],
    ["https://x.example/a?", "https://x.example/a"],
    ["https://x.example/a/;jsessionid=1F3?PHPSESSID=2", "https://x.example/a/"],
    ["https://x.example/a/", "https://x.example/a/"],
    ["../b", "https://x.example/b"],
    [" //y.example/c ", "https://y.example/c"],
    ["?page=2", "https://x.example/a/b?page=2"],
  ])("writes %s as %s", (text, url) => expect(canonicalUrl(text, "https://x.example/a/b")).toBe(url));

  it.each(["mailto:a@x.example", "javascript:void(0)", "https://u:p@x.example/", "https://", `/${"a".repeat(1000)}`])(
    "returns null for %s",
    (text) => expect(canonicalUrl(text, "https://x.example/")).toBeNull(),
  );
});

it.each([
  ["https://www.x.example/a", "x.example"],
  ["http://x.example:8080", "x.example:8080"],
])("siteOf returns the site of %s", (url, site) => expect(siteOf(url)).toBe(site));
