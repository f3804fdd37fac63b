/** An address that is to be read. */
export interface PlannedPage {
  url: string;
  /** How many links it is away from the first page. */
  depth: number;
}

/** Where the reading of a site begins. */
export interface FoundPages {
  urls: string[];
  /** The address at which the site begins, after its redirects. */
  start: string;
  /** How many links away from the first page is read; null if the pages are known from a sitemap. */
  depth: number | null;
  maxPages: number;
  warnings: string[];
  isCut: boolean;
}

/** What became of a batch of pages. It is the result of a durable step, so it is plain JSON. */
export interface BatchOutcome {
  /** The number of pages that were read or had not changed. */
  read: number;
  /** New addresses that the pages link to. */
  links: PlannedPage[];
  /** Pages for which there was no time. */
  left: PlannedPage[];
  /** Could not be read just now, with the reason. */
  failed: { url: string; reason: string }[];
  /** Do not exist any more. */
  gone: string[];
  warnings: string[];
}

const BATCH = 10;
/** Addresses that lead to other pages, or to none, count here only. */
const TRIES_PER_PAGE = 2;
const MORE_TRIES = 50;

/** The pages of a site that are still to be read: those of a sitemap, or those that links lead to, nearest first. */
export class SitePlan {
  readonly found: FoundPages;
  readonly failed: BatchOutcome["failed"] = [];
  readonly gone: string[] = [];
  private readonly warnings: string[] = [];
  private readonly seen = new Set<string>();
  private readonly queue: PlannedPage[] = [];
  private isCut: boolean;
  read = 0;

  constructor(found: FoundPages) {
    this.found = found;
    this.isCut = found.isCut;
    this.plan(found.urls.map((url) => ({ url, depth: 0 })));
  }

  /** The next pages to read, which `add` must be told of; null when the reading is complete. */
  next(): PlannedPage[] | null {
    const room = this.found.maxPages - this.read;
    if (this.queue.length > 0 && room <= 0) this.isCut = true;
    const batch = this.queue.splice(0, Math.max(0, Math.min(BATCH, room)));
    return batch.length > 0 ? batch : null;
  }

  add({ read, links, left, failed, gone, warnings }: BatchOutcome): void {
    this.read += read;
    this.failed.push(...failed);
    this.gone.push(...gone);
    this.warnings.push(...warnings);
    this.plan(links);
    this.queue.unshift(...left);
  }

  isSeen(url: string): boolean {
    return this.seen.has(url);
  }

  /** The number of pages, as far as it is known. */
  get total(): number {
    return Math.min(this.found.maxPages, this.read + this.queue.length);
  }

  /** What is reported to people when the reading has ended. */
  allWarnings(): string[] {
    const most = this.found.maxPages.toLocaleString("en");
    return [
      ...(this.isCut ? [`The site has more than ${most} pages. The others were not read.`] : []),
      ...this.found.warnings,
      ...this.failed.map(({ url, reason }) => `${pathOf(url)}: ${reason}`),
      ...this.warnings,
    ];
  }

  private plan(pages: PlannedPage[]): void {
    const most = this.found.maxPages * TRIES_PER_PAGE + MORE_TRIES;
    for (const page of pages) {
      if (this.seen.has(page.url)) continue;
      if (this.seen.size >= most) {
        this.isCut = true;
        return;
      }
      this.seen.add(page.url);
      this.queue.push(page);
    }
  }
}

/** The part of an address behind its host, as people name the pages of a site. */
export function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
