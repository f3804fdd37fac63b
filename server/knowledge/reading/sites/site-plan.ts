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
  /** There was no room for all of them. */
  isCut: boolean;
  /** Pages for which there was no time. */
  left: PlannedPage[];
  /** Could not be read just now, with the reason. */
  failed: { url: string; reason: string }[];
  /** Do not exist any more. */
  gone: string[];
  warnings: string[];
}

/** The fewest pages of a batch. Large sites have larger ones, so that no site needs too many. */
const LEAST_BATCH = 10;
const FEW_BATCHES = 600;
/** Keeps a run below Inngest's limit of 1,000 steps. So many batches take hours. */
const MAX_BATCHES = 900;
/** Addresses that lead to other pages, or to none, count here only. */
const TRIES_PER_PAGE = 2;
const MORE_TRIES = 50;
/** Of all addresses of a site together. The result of a step has at most 4 MB, and the state of a run 32 MB. */
export const MAX_LETTERS = 3_000_000;

/** For how many more addresses a plan has room. */
export interface Room {
  addresses: number;
  letters: number;
}

/** The pages of a site that are still to be read: those of a sitemap, or those that links lead to, nearest first. */
export class SitePlan {
  readonly found: FoundPages;
  readonly failed: BatchOutcome["failed"] = [];
  readonly gone: string[] = [];
  private readonly warnings: string[] = [];
  private readonly seen = new Set<string>();
  private readonly queue: PlannedPage[] = [];
  private readonly room: Room;
  private readonly batchSize: number;
  private isCut: boolean;
  private batches = 0;
  /** It was ended because it takes too long, so pages that were not read may still exist. */
  isStopped = false;
  read = 0;

  constructor(found: FoundPages) {
    this.found = found;
    const addresses = found.maxPages * TRIES_PER_PAGE + MORE_TRIES;
    this.room = { addresses, letters: MAX_LETTERS };
    this.batchSize = Math.max(LEAST_BATCH, Math.ceil(addresses / FEW_BATCHES));
    this.isCut = found.isCut;
    this.plan(found.urls.map((url) => ({ url, depth: 0 })));
  }

  /** The next pages to read, which `add` must be told of; null when the reading is complete. */
  next(): PlannedPage[] | null {
    const room = this.found.maxPages - this.read;
    if (this.queue.length > 0 && room <= 0) this.isCut = true;
    return this.batchOf(this.queue, Math.max(0, room));
  }

  /** The next of other pages, which are taken out of the list; null at its end. */
  nextOf(pages: PlannedPage[]): PlannedPage[] | null {
    return this.batchOf(pages, pages.length);
  }

  add({ read, links, isCut, left, failed, gone, warnings }: BatchOutcome): void {
    this.read += read;
    this.isCut ||= isCut;
    this.failed.push(...failed);
    this.gone.push(...gone);
    this.warnings.push(...warnings);
    this.plan(links);
    this.queue.unshift(...left);
  }

  isSeen(url: string): boolean {
    return this.seen.has(url);
  }

  /** The room that is left, as the caller's own copy. */
  roomLeft(): Room {
    return { ...this.room };
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
      ...(this.isStopped ? ["The site answers too slowly, so not all of its pages were read."] : []),
      ...this.found.warnings,
      ...this.failed.map(({ url, reason }) => `${pathOf(url)}: ${reason}`),
      ...this.warnings,
    ];
  }

  private batchOf(pages: PlannedPage[], most: number): PlannedPage[] | null {
    if (pages.length === 0 || most === 0) return null;
    this.batches += 1;
    this.isStopped = this.batches > MAX_BATCHES;
    return this.isStopped ? null : pages.splice(0, Math.min(this.batchSize, most));
  }

  private plan(pages: PlannedPage[]): void {
    for (const page of pages) {
      if (this.seen.has(page.url)) continue;
      if (!takeRoom(this.room, page.url)) {
        this.isCut = true;
        return;
      }
      this.seen.add(page.url);
      this.queue.push(page);
    }
  }
}

/** Takes the room for an address. @returns false if there is not enough. */
export function takeRoom(room: Room, url: string): boolean {
  if (room.addresses === 0 || room.letters < url.length) return false;
  room.addresses -= 1;
  room.letters -= url.length;
  return true;
}

/** The part of an address behind its host, as people name the pages of a site. */
export function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
