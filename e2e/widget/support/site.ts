/** A customer's web site that carries the widget: static pages on another origin than the product. */
import { type Answer, type LocalServer, startLocalServer } from "../../support/local-server";

export interface SitePage {
  html: string;
  headers?: Record<string, string>;
}

export interface Site extends LocalServer {
  /** By path, without the query. A test may add and replace pages while the site runs. */
  pages: Record<string, SitePage>;
}

/** Starts a site on `localhost`, which is another site than the product's 127.0.0.1 for cookies and storage. */
export async function startSite(pages: Record<string, SitePage>): Promise<Site> {
  const server = await startLocalServer(({ url }): Answer => {
    const page = pages[new URL(url, "http://site").pathname];
    if (!page) return { status: 404 };
    const headers = { "content-type": "text/html; charset=utf-8", ...page.headers };
    return { status: 200, headers, body: page.html };
  });
  return { ...server, url: server.url.replace("127.0.0.1", "localhost"), pages };
}

interface PageOptions {
  /** Attributes of the script tag besides the channel, such as `{ "data-open": "" }`. */
  attributes?: Record<string, string>;
  /** HTML before and after the script tag. */
  before?: string;
  after?: string;
  /** `strict` names the product's origin only; `nonce` trusts scripts by a nonce. Both require Trusted Types. */
  policy?: "strict" | "nonce";
}

/** Makes a page with the script tag as the snippet in the settings has it. */
export function pageWithWidget(product: string, channel: string, options: PageOptions = {}): SitePage {
  const { before = "", after = "", policy } = options;
  const nonce: Record<string, string> = policy === "nonce" ? { nonce: NONCE } : {};
  const tag = scriptTag(`${product}/widget.js?c=${channel}`, {
    "data-channel": channel,
    ...nonce,
    ...options.attributes,
  });
  return {
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><h1>Shop</h1>${before}${tag}${after}</body></html>`,
    ...(policy && { headers: { "content-security-policy": policies[policy](product) } }),
  };
}

export function scriptTag(src: string, attributes: Record<string, string> = {}): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value.replaceAll('"', "&quot;")}"`);
  return `<script src="${src}" async${written.join("")}></script>`;
}

/** The nonce of inline scripts on pages with the policy `nonce`. */
const NONCE = "c2l0ZS1ub25jZQ";

const policies = {
  strict: (product: string) =>
    `default-src 'none'; script-src ${product}; connect-src ${product}; img-src ${product} blob: data:; ` +
    `media-src ${product} blob:; require-trusted-types-for 'script'`,
  nonce: (product: string) =>
    `default-src 'none'; script-src 'nonce-${NONCE}' 'strict-dynamic'; connect-src ${product}; ` +
    `img-src ${product} blob: data:; media-src ${product} blob:; require-trusted-types-for 'script'`,
};
