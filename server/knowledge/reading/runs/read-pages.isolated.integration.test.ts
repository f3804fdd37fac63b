import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import { makeWorkspace } from "@/db/testing/factories";
import { siteSettings } from "@/server/schemas/knowledge/source-settings";
import * as jobs from "../jobs/run-document-job";
import { SitePlan } from "../sites/site-plan";
import { htmlPage, serveSite } from "../testing/local-site";
import { textOf } from "../testing/make-site";
import { makeSource } from "../testing/read-now";
import { readPages, type SiteReading } from "./read-pages";

vi.mock("../jobs/run-document-job", { spy: true });

/** A reading of a crawl that has begun, with these pages. */
async function beginSite(pages: Record<string, string>, maxPages: number) {
  const site = await serveSite();
  for (const [path, body] of Object.entries(pages)) site.pages.set(path, { body });
  const { workspaceId } = await makeWorkspace();
  const url = `${site.origin}/`;
  const sourceId = await makeSource(workspaceId, siteSettings.parse({ kind: "site", url, find: "crawl", maxPages }));
  const key = { workspaceId, sourceId, readingId: `rdg_${sourceId}` };
  const state = { status: "reading" as const, readingId: key.readingId };
  await db.update(knowledgeSources).set(state).where(eq(knowledgeSources.id, sourceId));
  const found = { urls: [url], start: url, depth: 5, maxPages, warnings: [], isCut: false };
  const reading: SiteReading = { key, startedAt: new Date().toISOString(), plan: new SitePlan(found) };
  const read = (paths: string[]) =>
    readPages(
      reading,
      paths.map((path) => ({ url: site.origin + path, depth: 0 })),
    );
  return { read, reading };
}

describe("A batch of pages", () => {
  it("returns no more links than the site's reading has room for, and none when it has no room", async () => {
    const links = (page: string) => Array.from({ length: 300 }, (_, n) => `/${page}${n}-${"long".repeat(200)}`);
    const pages = { "/a": htmlPage("A", textOf(1), links("a")), "/b": htmlPage("B", textOf(2), links("b")) };
    const { read, reading } = await beginSite(pages, 100);
    const first = await read(["/a", "/b"]);
    expect(first).toMatchObject({ read: 2, isCut: true });
    expect(first?.links).toHaveLength(249);
    if (first) reading.plan.add(first);
    expect(await read(["/a", "/b"])).toMatchObject({ links: [], isCut: true });
  });

  it("has a page that ends the reader as unreadable, and the others are stored", async () => {
    const { read } = await beginSite({ "/a": htmlPage("A", textOf(1)), "/b": htmlPage("B", textOf(2)) }, 100);
    const crash = new Error("The reading worker ended without an answer.");
    // First for both pages together, then for one of them.
    vi.spyOn(jobs, "runDocumentJob").mockRejectedValueOnce(crash).mockRejectedValueOnce(crash);
    const outcome = await read(["/a", "/b"]);
    expect(outcome).toMatchObject({ read: 1, failed: [{ reason: "The page cannot be read." }] });
  });
});
