import { createHash } from "node:crypto";
import { listenLocally } from "@/db/testing/local-server";

/** How a site answers to a path. */
export interface SitePage {
  status?: number;
  type?: string;
  /** A text is HTML. */
  body?: string | Buffer;
  location?: string;
}

/** A web server whose pages a test changes. It answers conditional requests. */
export interface LocalSite {
  origin: string;
  pages: Map<string, SitePage>;
  /** The paths that were asked for, in order, with the status of the answer. */
  requests: { path: string; status: number }[];
}

/** Starts a site that ends with the test file. A path without a page is answered with 404. */
export async function serveSite(): Promise<LocalSite> {
  const pages = new Map<string, SitePage>();
  const requests: LocalSite["requests"] = [];
  const { origin } = await listenLocally((request, response) => {
    const path = request.url ?? "/";
    const page = pages.get(path) ?? { status: 404, body: "<p>Nothing here</p>" };
    const body = page.body ?? "";
    const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
    const isKnown = page.status === undefined && request.headers["if-none-match"] === etag;
    const status = isKnown ? 304 : (page.status ?? (page.location === undefined ? 200 : 302));
    requests.push({ path, status });
    response.writeHead(status, {
      "content-type": page.type ?? "text/html; charset=utf-8",
      ...(status === 200 && { etag }),
      ...(page.location !== undefined && { location: page.location }),
    });
    response.end(status === 304 ? undefined : page.body);
  });
  return { origin, pages, requests };
}

/** The HTML of a page with a heading, a paragraph and links. */
export function htmlPage(title: string, text: string, links: string[] = [], head = ""): string {
  const anchors = links.map((link) => `<a href="${link}">${link}</a>`);
  return `<!doctype html><html><head><title>${title} | Site</title>${head}</head><body><nav>${anchors.join(" ")}</nav><main><h1>${title}</h1><p>${text}</p></main></body></html>`;
}
