import { db } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import { DomainError } from "@/server/errors";
import type { SettingsOf } from "@/server/schemas/knowledge/source-settings";
import { fetchPage } from "../pages/fetch-page";
import { forgetRobots, readRobots } from "../sites/read-robots";
import { readSitemaps } from "../sites/read-sitemap";
import type { FoundPages } from "../sites/site-plan";
import { SiteScope } from "../sites/site-scope";
import { noteProgress } from "./begin-reading";
import { failReading } from "./end-reading";
import { inReading, type ReadingKey } from "./reading-key";

/**
 * Finds the pages of a site: those of its sitemap, or the first page of a crawl.
 * @returns null if the reading has ended, also because the site cannot be read.
 */
export async function findPages(key: ReadingKey): Promise<FoundPages | null> {
  if (!(await noteProgress(key, { label: "Finding pages", done: 0, total: null }))) return null;
  const settings = await siteSettings(key);
  if (!settings) return null;
  try {
    const start = await startOf(settings);
    const { origin } = new URL(start);
    forgetRobots(origin);
    const { depth, maxPages, find } = settings;
    if (find === "sitemap") return { depth: null, maxPages, start, ...(await listedPages(settings, start)) };
    if (!(await readRobots(origin)).isAllowed(start))
      throw refusal("The site's robots.txt forbids programs to read its first page.");
    return { depth, maxPages, start, urls: [start], warnings: [], isCut: false };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await failReading(key, error.message);
    return null;
  }
}

/** The settings of a site that is being read. */
export async function siteSettings(key: ReadingKey): Promise<SettingsOf<"site"> | null> {
  const [source] = await db
    .select({ settings: knowledgeSources.settings })
    .from(knowledgeSources)
    .where(inReading(key));
  return source?.settings.kind === "site" ? source.settings : null;
}

/** Follows the redirects of the first page, which often lead to the address with "www." or to a language. */
async function startOf({ url, find }: SettingsOf<"site">): Promise<string> {
  if (isSitemap(url)) return url;
  const fetched = await fetchPage({ url });
  if (fetched.kind === "page") return fetched.file.url;
  // A sitemap can list pages although this address has no page.
  if (find === "sitemap") return url;
  throw refusal(fetched.kind === "unchanged" ? "The site's first page is empty." : fetched.reason);
}

async function listedPages(settings: SettingsOf<"site">, start: string) {
  const { origin } = new URL(start);
  const robots = await readRobots(origin);
  const scope = new SiteScope(settings, start);
  const forbidden = new Set<string>();
  const pageOf = (location: string) => {
    const url = scope.own(location);
    if (url === null || !scope.isWanted(url)) return null;
    if (robots.isAllowed(url)) return url;
    forbidden.add(url);
    return null;
  };
  const stated = robots.sitemaps.length > 0 ? robots.sitemaps : [new URL("/sitemap.xml", origin).href];
  const { urls, warnings, isCut } = await readSitemaps(
    isSitemap(settings.url) ? [settings.url] : stated,
    pageOf,
    settings.maxPages,
  );
  if (urls.length === 0) throw refusal("The sitemap lists no page of this site that the settings include.");
  const pages = forbidden.size === 1 ? "1 page is" : `${forbidden.size.toLocaleString("en")} pages are`;
  return {
    urls,
    warnings: [
      ...warnings,
      ...(forbidden.size > 0 ? [`${pages} not read, because the site's robots.txt forbids it.`] : []),
    ],
    isCut,
  };
}

/** The address may be that of the sitemap itself. */
function isSitemap(url: string): boolean {
  return /\.xml(?:\.gz)?$/i.test(new URL(url).pathname);
}

function refusal(message: string): DomainError {
  return new DomainError("invalid", message);
}
