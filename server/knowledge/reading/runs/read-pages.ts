import { setTimeout as sleep } from "node:timers/promises";
import { DomainError } from "@/server/errors";
import { logFailure } from "@/server/log/log-failure";
import { runDocumentJob } from "../jobs/run-document-job";
import type { PageOutcome } from "../jobs/document-jobs";
import { siteOf } from "../pages/canonical-url";
import { fetchPage, type FetchedPage, type PageVersion } from "../pages/fetch-page";
import type { PageFile } from "../pages/read-page";
import { giveWay } from "../sites/give-way";
import type { Robots } from "../sites/parse-robots";
import { readRobots } from "../sites/read-robots";
import { type BatchOutcome, pathOf, type PlannedPage, type Room, type SitePlan, takeRoom } from "../sites/site-plan";
import { SiteScope } from "../sites/site-scope";
import { isCurrent, noteProgress } from "./begin-reading";
import { siteSettings } from "./find-pages";
import { markFailed, pageVersions } from "./page-rows";
import type { ReadingKey } from "./reading-key";
import { confirmDocument, storeDocument } from "./store-document";
import { whileCurrent } from "./while-current";

/** A durable step may take 120 s, and the last page takes 15 s and more. */
const MAX_DURATION_MS = 60_000;
const CONCURRENT = 3;

/** The reading that a batch is part of. */
export interface SiteReading {
  key: ReadingKey;
  startedAt: string;
  plan: SitePlan;
}

interface Batch extends SiteReading {
  scope: SiteScope;
  robots: Robots;
  versions: ReadonlyMap<string, PageVersion>;
  /** For the addresses that the pages link to. */
  room: Room;
  outcome: BatchOutcome;
}

type Fetched = PlannedPage & { answer: FetchedPage };

/** Reads a batch of pages of a site and stores them. @returns null if the reading was cancelled or replaced. */
export async function readPages(reading: SiteReading, pages: PlannedPage[]): Promise<BatchOutcome | null> {
  const { key, plan } = reading;
  const progress = { label: "Reading pages", done: plan.read, total: plan.total + pages.length };
  if (!(await noteProgress(key, progress))) return null;
  const settings = await siteSettings(key);
  if (!settings) return null;
  const { start, depth } = plan.found;
  const batch: Batch = {
    ...reading,
    scope: new SiteScope(settings, start),
    robots: await readRobots(new URL(start).origin),
    // A page that is answered with "not modified" comes without its links, which a crawl needs.
    versions: await pageVersions(
      key.sourceId,
      pages.flatMap((page) => (page.depth === (depth ?? 0) ? [page.url] : [])),
    ),
    room: plan.roomLeft(),
    outcome: { read: 0, links: [], isCut: false, left: [], failed: [], gone: [], warnings: [] },
  };
  const fetched = await fetchAll(batch, pages);
  if (fetched === null) return null;
  return (await storeAll(batch, fetched)) ? batch.outcome : null;
}

/** Fetches the pages as fast as the site allows. @returns null if the reading was cancelled or replaced. */
async function fetchAll(batch: Batch, pages: PlannedPage[]): Promise<Fetched[] | null> {
  const { robots, outcome, versions, key } = batch;
  const endAt = performance.now() + MAX_DURATION_MS;
  const waiting = [...pages];
  const fetched: Fetched[] = [];
  let isStopped = false;
  const fetchNext = async (): Promise<void> => {
    for (let page = waiting.shift(); page; page = waiting.shift()) {
      isStopped ||= !(await isCurrent(key));
      if (isStopped) return;
      if (performance.now() > endAt) {
        outcome.left.push(page);
        continue;
      }
      const version = versions.get(page.url);
      const answer = await fetchPage({ url: page.url, refusalOf: refusals(batch), ...(version && { version }) });
      fetched.push({ ...page, answer });
      if (robots.delaySeconds > 0) await sleep(robots.delaySeconds * 1000);
    }
  };
  await Promise.all(Array.from({ length: robots.delaySeconds > 0 ? 1 : CONCURRENT }, fetchNext));
  return isStopped ? null : fetched;
}

/** Why a page may not be fetched, which its redirects may cause. */
function refusals({ robots, plan }: Batch): (url: string) => string | null {
  return (url) => {
    if (siteOf(url) !== siteOf(plan.found.start)) return `It leads to another site (${new URL(url).host}).`;
    return robots.isAllowed(url) ? null : "The site's robots.txt forbids programs to read it.";
  };
}

/** @returns false if the reading was cancelled or replaced. */
async function storeAll(batch: Batch, fetched: Fetched[]): Promise<boolean> {
  const { key, outcome } = batch;
  const files: (PlannedPage & { file: PageFile; version: PageVersion })[] = [];
  for (const { url, depth, answer } of fetched) {
    if (answer.kind === "gone") outcome.gone.push(url);
    else if (answer.kind === "failed") outcome.failed.push({ url, reason: answer.reason });
    else if (answer.kind === "unchanged") {
      await confirmDocument(key.sourceId, url);
      outcome.read += 1;
    } else {
      const { file, etag, lastModified } = answer;
      files.push({ url, depth, file, version: { etag, lastModified } });
    }
  }
  const texts = await whileCurrent(key, (signal) =>
    readAll(
      files.map(({ file }) => file),
      { ...key, signal },
    ),
  );
  if (texts === null) return false;
  for (const [i, page] of files.entries()) {
    const text = texts[i];
    if (text?.ok) await storePage(batch, page, text);
    else outcome.failed.push({ url: page.url, reason: text?.reason ?? "The page has no text." });
  }
  await markFailed(key.sourceId, outcome.failed);
  return true;
}

async function storePage(
  batch: Batch,
  page: PlannedPage & { version: PageVersion },
  { url, links, title, chunks, contentHash, warnings }: Extract<PageOutcome, { ok: true }>,
): Promise<void> {
  const { key, startedAt, scope, outcome, plan } = batch;
  const { depth } = plan.found;
  if (depth !== null && page.depth < depth) await planLinks(batch, links, page.depth + 1);
  const own = scope.own(url);
  if (own === null || !scope.isWanted(own)) return;
  // The page that it is a copy of is read on its own.
  if (own !== page.url && plan.isSeen(own)) return;
  const document = { key: own, url: own, title, chunks, contentHash, version: page.version };
  const stored = await storeDocument(key, document, startedAt);
  if (stored === "read_already") return;
  outcome.read += 1;
  outcome.warnings.push(...warnings.map((warning) => `${pathOf(own)}: ${warning}`));
}

/** Plans the pages that a page links to, as far as there is room. */
async function planLinks({ scope, plan, robots, room, outcome }: Batch, links: string[], depth: number): Promise<void> {
  const pause = giveWay();
  const planned = new Set(outcome.links.map(({ url }) => url));
  for (const link of links) {
    await pause();
    const url = scope.own(link);
    if (url === null || plan.isSeen(url) || planned.has(url) || !scope.isWanted(url)) continue;
    if (room.addresses > 0 && !robots.isAllowed(url)) continue;
    if (!takeRoom(room, url)) {
      outcome.isCut = true;
      return;
    }
    planned.add(url);
    outcome.links.push({ url, depth });
  }
}

/** Reads pages in one job. If that takes too much time or memory or fails, each is read on its own, so that only one is lost. */
async function readAll(files: PageFile[], job: { workspaceId: string; signal: AbortSignal }): Promise<PageOutcome[]> {
  const { workspaceId, signal } = job;
  if (files.length === 0) return [];
  try {
    return await runDocumentJob("readPages", files, { workspaceId, signal, deadlineMs: PAGES_DEADLINE_MS });
  } catch (error) {
    signal.throwIfAborted();
    const isRefused = error instanceof DomainError;
    if (isRefused && error.code === "unavailable") throw error;
    if (files.length === 1 && !isRefused) logFailure(workspaceId, "a page ended its reader", error);
    if (files.length === 1) return [{ ok: false, reason: isRefused ? error.message : "The page cannot be read." }];
  }
  const outcomes: PageOutcome[] = [];
  for (const file of files) outcomes.push(...(await readAll([file], job)));
  return outcomes;
}

const PAGES_DEADLINE_MS = 20_000;
