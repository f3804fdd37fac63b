import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { DomainError } from "@/server/errors";
import { sendOutbound } from "@/server/outbound/send-outbound";
import { giveWay } from "./give-way";
import { MAX_LETTERS } from "./site-plan";

const TIMEOUT_MS = 20_000;
/** The limits of sitemaps.org for one file. */
const MAX_BYTES = 50 * 1024 * 1024;
const MAX_URLS = 50_000;
const MAX_FILES = 200;
const MAX_REDIRECTS = 5;
/** For everything together: a durable step may take 120 s. */
const MAX_DURATION_MS = 75_000;

export interface Sitemap {
  /** Canonical, in the order of the files. */
  urls: string[];
  /** What could not be read. */
  warnings: string[];
  /** More addresses were listed than wanted. */
  isCut: boolean;
}

/**
 * Reads sitemaps (sitemaps.org): lists of pages, indexes of further sitemaps, both also packed by gzip, and texts.
 * @param starts The addresses of the first files.
 * @param pageOf The page at an address that is listed; null if it is not wanted.
 * @param most The most pages to list.
 * @throws DomainError invalid if none of the first files can be read.
 */
export async function readSitemaps(
  starts: string[],
  pageOf: (location: string) => string | null,
  most: number,
): Promise<Sitemap> {
  const endAt = performance.now() + MAX_DURATION_MS;
  const pause = giveWay();
  const files = new Set(starts.slice(0, MAX_FILES));
  const urls = new Set<string>();
  const warnings: string[] = [];
  let listed = 0;
  let letters = 0;
  let reads = 0;
  // Files that an index names are added while the set is read.
  for (const file of files) {
    const read = performance.now() < endAt ? await readFile(file) : { fault: "There was no time left to read it." };
    if ("fault" in read) {
      warnings.push(`Sitemap ${file}: ${read.fault}`);
      continue;
    }
    reads += 1;
    if (read.isIndex) {
      for (const location of read.locations) if (files.size < MAX_FILES) files.add(location);
      continue;
    }
    for (const location of read.locations) {
      listed += 1;
      await pause();
      if (performance.now() > endAt) {
        warnings.push(`Sitemap ${file}: There was no time left to read all of it.`);
        break;
      }
      const url = pageOf(location);
      if (url === null || urls.has(url)) continue;
      letters += url.length;
      if (urls.size >= most || listed > MAX_URLS || letters > MAX_LETTERS)
        return { urls: [...urls], warnings, isCut: true };
      urls.add(url);
    }
  }
  if (reads === 0)
    throw new DomainError("invalid", warnings[0] ?? "The site has no sitemap. Let Parley follow its links instead.");
  return { urls: [...urls], warnings, isCut: false };
}

type ReadFile = { isIndex: boolean; locations: string[] } | { fault: string };

async function readFile(url: string): Promise<ReadFile> {
  const answer = await sendOutbound({
    method: "GET",
    url,
    timeoutMs: TIMEOUT_MS,
    maxResponseBytes: MAX_BYTES,
    maxRedirects: MAX_REDIRECTS,
  });
  if (!answer.ok) return { fault: answer.error.message };
  if (answer.status !== 200) return { fault: `The server answered ${answer.status} instead of 200.` };
  if (answer.truncated) return { fault: "It is larger than 50 MB." };
  const bytes = await unpacked(answer.body);
  return bytes
    ? parse(bytes.toString("utf8"), url)
    : { fault: "It is packed in a way that cannot be read, or unpacks to more than 50 MB." };
}

async function unpacked(bytes: Buffer): Promise<Buffer | null> {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isPacked) return bytes;
  return promisify(gunzip)(bytes, { maxOutputLength: MAX_BYTES }).catch(() => null);
}

/** Finds the addresses without a parser of XML, because a file of 50 MB must not occupy this thread for seconds. */
function parse(text: string, url: string): ReadFile {
  const beginning = text.slice(0, 4096);
  if (!beginning.includes("<")) {
    const lines = text.matchAll(/^[^\S\n]*(https?:[^\n]*)/gm).take(MAX_URLS + 1);
    return { isIndex: false, locations: Array.from(lines, ([, location = ""]) => location.trim()) };
  }
  const isIndex = /<sitemapindex[\s>]/i.test(beginning);
  if (!isIndex && !/<(?:urlset|url)[\s>]/i.test(beginning)) return { fault: "It is not a sitemap." };
  const locations: string[] = [];
  const most = isIndex ? MAX_FILES : MAX_URLS;
  for (const [, location = ""] of text.matchAll(/<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]]+)/g)) {
    const address = location.trim().replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? "");
    if (URL.canParse(address, url)) locations.push(new URL(address, url).href);
    if (locations.length > most) break;
  }
  return { isIndex, locations };
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
