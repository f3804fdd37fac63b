import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { gzipSync } from "node:zlib";
import { db } from "@/db/client";
import { knowledgeDocuments } from "@/db/schema/knowledge";
import { startBreakableFunctions } from "@/db/testing/breakable-functions";
import { makeWorkspace } from "@/db/testing/factories";
import { until } from "@/inngest/local/testing/harness";
import { siteSettings } from "@/server/schemas/knowledge/source-settings";
import { dispatch } from "@/server/outbox/outbox";
import { cancelReading } from "./cancel-reading";
import { requestReading } from "./request-reading";
import { liveDocuments } from "./runs/live-documents";
import { htmlPage, type LocalSite, serveSite } from "./testing/local-site";
import { fillSite, pathOf, setPage, textOf } from "./testing/make-site";
import { chunksOf, documentsOf, ended, makeSource, readNow, sourceRow } from "./testing/read-now";

const functions = await startBreakableFunctions();

let workspaceId: string;
beforeEach(async () => {
  ({ workspaceId } = await makeWorkspace());
});

function makeSite(site: LocalSite, settings: Partial<Parameters<typeof siteSettings.parse>[0] & object> = {}) {
  return makeSource(workspaceId, siteSettings.parse({ kind: "site", url: `${site.origin}/`, ...settings }));
}

const pathsOf = async (site: LocalSite, sourceId: string) =>
  [...(await documentsOf(sourceId)).keys()].map((key) => key.replace(site.origin, ""));

/** Which paths were fetched since the last call. */
function fetched(site: LocalSite) {
  return site.requests.splice(0).map(({ path }) => path);
}

describe("A crawl", () => {
  it("reads a site of 500 pages, and then only what has changed", { timeout: 120_000 }, async () => {
    const site = await serveSite();
    const PAGES = 500;
    fillSite(site, PAGES);
    const sourceId = await makeSite(site, { find: "crawl", depth: 20, exclude: ["/blog/*"], maxPages: 1000 });

    // A step dies after it has stored its pages: only these pages are fetched again.
    let isLost = false;
    functions.losesResult = ({ step }) => step === "pages-5" && !isLost && (isLost = true);
    await dispatch(await db.transaction((tx) => requestReading(tx, { workspaceId, sourceId })));
    await until(async () => isLost, "the step to be lost", 60_000);
    functions.losesResult = () => false;
    await functions.killExecutor();
    const first = await ended(sourceId, 90);
    expect(first.error).toBeNull();
    expect(first.status).toBe("warnings");
    expect(first.warnings.toSorted()).toEqual([
      "/away: It leads to another site (other.invalid).",
      "/broken: The server answered 500 instead of 200.",
      "/loop-1: It redirects again and again.",
    ]);
    const before = await documentsOf(sourceId);
    const expected = Array.from({ length: PAGES }, (_, page) => site.origin + pathOf(page));
    expect([...before.keys()].toSorted()).toEqual(expected.toSorted());
    expect(before.get(site.origin + pathOf(7))).toMatchObject({
      title: "Page 7",
      url: site.origin + pathOf(7),
      chunkCount: 1,
    });
    const once = fetched(site);
    expect(once).not.toContain("/private/secret");
    expect(once).not.toContain("/blog/post");
    expect(once.length).toBeLessThan(PAGES + 50);

    // Changes: a new text, a page that fails, pages that are gone, and a new page.
    setPage(site, 10, { pages: PAGES, edition: 2 });
    site.pages.set(pathOf(20), { status: 503, body: "Busy" });
    for (let page = 490; page < 495; page += 1) site.pages.delete(pathOf(page));
    // Two of them were already missed twice.
    const missed = [490, 491].map((page) => site.origin + pathOf(page));
    await db.update(knowledgeDocuments).set({ misses: 2 }).where(liveDocuments(sourceId, missed));
    setPage(site, PAGES, { pages: PAGES + 1 });
    setPage(site, 249, { pages: PAGES + 1 });
    const second = await readNow(workspaceId, sourceId);
    expect(second.warnings).toContain("/p/20: The server answered 503 instead of 200.");
    const after = await documentsOf(sourceId);
    const changed = [...after]
      .filter(([key, { id }]) => before.get(key)?.id !== id)
      .map(([key]) => key.replace(site.origin, ""));
    expect(changed.toSorted()).toEqual([pathOf(10), pathOf(PAGES)].toSorted());
    expect(after.get(site.origin + pathOf(20))).toMatchObject({
      error: "The server answered 503 instead of 200.",
      misses: 0,
    });
    expect(after.get(site.origin + pathOf(41))).toMatchObject({ misses: 0 });
    expect(after.get(site.origin + pathOf(492))).toMatchObject({ misses: 1 });
    expect(missed.filter((key) => after.has(key))).toEqual([]);
    expect(after.size).toBe(PAGES + 1 - missed.length);
    const chunk = (await chunksOf(sourceId)).find(({ text }) => text.includes("Part 10 "));
    expect(chunk?.text).toBe(textOf(10, 2).trim());
  });

  it("stops when it is cancelled, and keeps the pages that it has read", async () => {
    const site = await serveSite();
    fillSite(site, 200);
    const sourceId = await makeSite(site, { find: "crawl" });
    await dispatch(await db.transaction((tx) => requestReading(tx, { workspaceId, sourceId })));
    await until(async () => ((await sourceRow(sourceId)).progress?.done ?? 0) > 0, "some pages", 30_000);
    expect(await cancelReading(db, { workspaceId, sourceId })).toBe(true);
    expect(await sourceRow(sourceId)).toMatchObject({ status: "failed", progress: null });
    const count = (await documentsOf(sourceId)).size;
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(200);
  });

  it("goes as deep and reads as many pages as its settings say", async () => {
    const site = await serveSite();
    fillSite(site, 60);
    const shallow = await makeSite(site, { find: "crawl", depth: 1 });
    const few = await makeSite(site, { find: "crawl", maxPages: 7 });
    const [, { warnings }] = await Promise.all([readNow(workspaceId, shallow), readNow(workspaceId, few)]);
    expect((await pathsOf(site, shallow)).toSorted()).toEqual(["/p/0", "/p/1", "/p/2"]);
    expect(await documentsOf(few)).toHaveProperty("size", 7);
    expect(warnings).toContain("The site has more than 7 pages. The others were not read.");
  });

  it("fails if the first page cannot be read, or if robots.txt forbids it or cannot be read", async () => {
    const site = await serveSite();
    site.pages.set("/robots.txt", { type: "text/plain", body: "User-agent: parley\nDisallow: /\n" });
    site.pages.set("/", { body: htmlPage("Home", textOf(1)) });
    const sourceId = await makeSite(site, { find: "crawl" });
    const errors = [(await readNow(workspaceId, sourceId)).error];
    site.pages.set("/robots.txt", { status: 500, body: "" });
    errors.push((await readNow(workspaceId, sourceId)).error);
    site.pages.set("/", { status: 404, body: "" });
    errors.push((await readNow(workspaceId, sourceId)).error);
    expect(errors).toEqual([
      expect.stringContaining("robots.txt forbids"),
      expect.stringContaining("answered 500"),
      expect.stringContaining("does not exist any more (404)"),
    ]);
  });
});

describe("A sitemap", () => {
  it("may be an index of packed files, and unchanged pages are not sent again", async () => {
    const site = await serveSite();
    const pages = ["/a", "/b", "/c", "/private/d"];
    for (const path of pages) site.pages.set(path, { body: htmlPage(`Page ${path}`, textOf(1)) });
    const list = (paths: string[]) =>
      `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${paths.map((path) => `<url><loc>${site.origin}${path}</loc></url>`).join("")}<url><loc>https://other.invalid/x</loc></url></urlset>`;
    site.pages.set("/robots.txt", {
      type: "text/plain",
      body: `User-agent: *\nDisallow: /private/\nSitemap: ${site.origin}/index.xml\n`,
    });
    site.pages.set("/index.xml", {
      type: "text/xml",
      body: `<sitemapindex><sitemap><loc>${site.origin}/1.xml.gz</loc></sitemap><sitemap><loc>${site.origin}/missing.xml</loc></sitemap></sitemapindex>`,
    });
    site.pages.set("/1.xml.gz", {
      type: "application/gzip",
      body: gzipSync(list([...pages, "/a?utm_source=x&amp;b=1"])),
    });
    const sourceId = await makeSite(site, { include: ["/a", "/b", "/private/*"] });
    const { status, warnings } = await readNow(workspaceId, sourceId);
    expect(status).toBe("warnings");
    expect(warnings).toEqual([
      `Sitemap ${site.origin}/missing.xml: The server answered 404 instead of 200.`,
      "1 page is not read, because the site's robots.txt forbids it.",
    ]);
    expect((await pathsOf(site, sourceId)).toSorted()).toEqual(["/a", "/b"]);
    site.requests.splice(0);
    // `/b` is no longer listed, and `/a` has not changed.
    site.pages.set("/1.xml.gz", { type: "application/gzip", body: gzipSync(list(["/a"])) });
    await readNow(workspaceId, sourceId);
    expect(site.requests.find(({ path }) => path === "/a")).toEqual({ path: "/a", status: 304 });
    const documents = await db.select().from(knowledgeDocuments).where(eq(knowledgeDocuments.sourceId, sourceId));
    expect(documents.map(({ url, misses }) => [url?.replace(site.origin, ""), misses]).toSorted()).toEqual([
      ["/a", 0],
      ["/b", 1],
    ]);
  });

  it("that is missing or lists nothing makes the reading fail with the reason", async () => {
    const site = await serveSite();
    site.pages.set("/", { body: htmlPage("Home", textOf(1)) });
    const sourceId = await makeSite(site);
    expect((await readNow(workspaceId, sourceId)).error).toContain("answered 404");
    site.pages.set("/sitemap.xml", { type: "text/xml", body: "<urlset></urlset>" });
    expect((await readNow(workspaceId, sourceId)).error).toContain("lists no page of this site");
    site.pages.set("/sitemap.xml", { body: htmlPage("Home", "No sitemap") });
    expect((await readNow(workspaceId, sourceId)).error).toContain("It is not a sitemap.");
  });
});
