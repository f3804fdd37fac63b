import { sendOutbound } from "@/server/outbound/send-outbound";
import { canonicalUrl } from "./canonical-url";
import type { PageFile } from "./read-page";

const TIMEOUT_MS = 15_000;
const MAX_BYTES = 5 * 1024 * 1024;
const MAX_REDIRECTS = 5;

/** What a server said about the copy that is stored. */
export interface PageVersion {
  etag: string | null;
  lastModified: string | null;
}

export type FetchedPage =
  | ({ kind: "page"; file: PageFile } & PageVersion)
  /** The stored copy is still right. */
  | { kind: "unchanged" }
  /** There is no such page (404, 410). */
  | { kind: "gone"; reason: string }
  /** It cannot be read now. Its stored copy stays. */
  | { kind: "failed"; reason: string };

interface PageRequest {
  url: string;
  /** Of the stored copy, if there is one. */
  version?: PageVersion;
  /** Why an address that the page leads to may not be read; null if it may. */
  refusalOf?: (url: string) => string | null;
}

/** Fetches a page and follows its redirects. A refusal of the server or the network is returned, not thrown. */
export async function fetchPage({ url, version, refusalOf = () => null }: PageRequest): Promise<FetchedPage> {
  let at = url;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const refusal = refusalOf(at);
    if (refusal !== null) return { kind: "failed", reason: refusal };
    const answer = await sendOutbound({
      method: "GET",
      url: at,
      headers: {
        accept: "text/html, application/xhtml+xml, text/*;q=0.8, application/pdf;q=0.8",
        ...conditions(version),
      },
      timeoutMs: TIMEOUT_MS,
      maxResponseBytes: MAX_BYTES,
      maxRedirects: 0,
    });
    if (!answer.ok) return { kind: "failed", reason: answer.error.message };
    const { status, headers } = answer;
    const next = status >= 300 && status < 400 && status !== 304 ? headers["location"] : undefined;
    if (next === undefined) return outcomeOf(answer, at);
    const to = canonicalUrl(next, at);
    if (to === null) return { kind: "failed", reason: "It redirects to something that is not a web address." };
    at = to;
  }
  return { kind: "failed", reason: "It redirects again and again." };
}

type Answer = Extract<Awaited<ReturnType<typeof sendOutbound>>, { ok: true }>;

function outcomeOf({ status, headers, body, truncated }: Answer, url: string): FetchedPage {
  if (status === 304) return { kind: "unchanged" };
  if (status === 404 || status === 410)
    return { kind: "gone", reason: `The page does not exist any more (${status}).` };
  if (status === 401 || status === 403)
    return { kind: "failed", reason: `The page needs a sign-in or is blocked (${status}).` };
  if (status !== 200) return { kind: "failed", reason: `The server answered ${status} instead of 200.` };
  if (truncated) return { kind: "failed", reason: `The page is larger than ${MAX_BYTES / 1024 / 1024} MB.` };
  return {
    kind: "page",
    file: { url, bytes: new Uint8Array(body), contentType: headers["content-type"] ?? "" },
    etag: headers["etag"] ?? null,
    lastModified: headers["last-modified"] ?? null,
  };
}

function conditions(version: PageVersion | undefined): Record<string, string> {
  const { etag, lastModified } = version ?? { etag: null, lastModified: null };
  return {
    ...(etag !== null && { "if-none-match": etag }),
    ...(lastModified !== null && { "if-modified-since": lastModified }),
  };
}
