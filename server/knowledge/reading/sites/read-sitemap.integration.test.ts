import { expect, it } from "vitest";
import { serveSite } from "../testing/local-site";
import { readSitemaps } from "./read-sitemap";

it("Forty sitemaps that name 20,000 others each are read within seconds, the first 200 of them", async () => {
  const site = await serveSite();
  const names = Array.from({ length: 20_000 }, (_, n) => `<loc>${site.origin}/${"long".repeat(20)}-${n}.xml</loc>`);
  const index = { type: "text/xml", body: `<sitemapindex>${names.join("")}</sitemapindex>` };
  const files = Array.from({ length: 40 }, (_, n) => `${site.origin}/${n}.xml`);
  for (const file of files) site.pages.set(new URL(file).pathname, index);
  const began = performance.now();
  const { urls, warnings } = await readSitemaps(files, (location) => location, 10);
  expect(urls).toEqual([]);
  expect(warnings).toHaveLength(200 - files.length);
  expect(performance.now() - began).toBeLessThan(15_000);
});

it("A sitemap may be a text with an address in each line", async () => {
  const site = await serveSite();
  const body = `${site.origin}/a\r\n\n  ${site.origin}/b\nno address\n${"\n".repeat(1_000_000)}`;
  site.pages.set("/sitemap.txt", { type: "text/plain", body });
  const { urls } = await readSitemaps([`${site.origin}/sitemap.txt`], (location) => location, 10);
  expect(urls).toEqual([`${site.origin}/a`, `${site.origin}/b`]);
});
