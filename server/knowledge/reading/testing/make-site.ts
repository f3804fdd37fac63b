import { htmlPage, type LocalSite } from "./local-site";

/** The text of a page of the site. */
export function textOf(page: number, edition = 1): string {
  return `Part ${page} of edition ${edition} says how many days the delivery of parcel ${page} takes. `.repeat(4);
}

/** The path of a page. */
export function pathOf(page: number): string {
  return `/p/${page}`;
}

/**
 * Fills a site with pages that form a tree: each links to two others, back to the first, and to what a crawl must not
 * follow (other sites, mail, files, forbidden and excluded paths) or must not store twice.
 */
export function fillSite(site: LocalSite, pages: number): void {
  site.pages.set("/robots.txt", { type: "text/plain", body: "User-agent: *\nDisallow: /private/\n" });
  site.pages.set("/", { location: pathOf(0) });
  for (let page = 0; page < pages; page += 1) setPage(site, page, { pages });
  site.pages.set("/moved", { location: pathOf(3) });
  site.pages.set("/loop-1", { location: "/loop-2" });
  site.pages.set("/loop-2", { location: "/loop-1" });
  site.pages.set("/away", { location: "http://other.invalid/" });
  site.pages.set("/broken", { status: 500, body: "Oops" });
  site.pages.set("/private/secret", { body: htmlPage("Secret", textOf(0)) });
  site.pages.set("/blog/post", { body: htmlPage("Post", textOf(0)) });
  // A page with two addresses.
  site.pages.set("/copy?of=5", { body: htmlPage("Copy", textOf(5), [], `<link rel="canonical" href="${pathOf(5)}">`) });
  site.pages.set("/data.json", { type: "application/json", body: "{}" });
}

/** Sets or changes one page. */
export function setPage(
  site: LocalSite,
  page: number,
  { pages, edition = 1 }: { pages: number; edition?: number },
): void {
  const children = [2 * page + 1, 2 * page + 2].filter((child) => child < pages).map(pathOf);
  const others = page === 1 ? EXTRAS : [];
  site.pages.set(pathOf(page), {
    body: htmlPage(`Page ${page}`, textOf(page, edition), [...children, "/?utm_source=nav", "#top", ...others]),
  });
}

const EXTRAS = [
  "/moved",
  "/loop-1",
  "/away",
  "/broken",
  "/private/secret",
  "/blog/post",
  "/copy?of=5",
  "/data.json",
  "/picture.png",
  "mailto:a@x.example",
  "http://other.invalid/page",
  "/p/5?utm_campaign=x",
];
