import type { SettingsOf } from "@/server/schemas/knowledge/source-settings";
import { canonicalUrl, siteOf } from "../pages/canonical-url";
import { fitsPattern } from "./path-patterns";

/** Files that are no pages, by the ends of their names. */
const NO_PAGE =
  /\.(?:avif|bmp|css|csv|docx?|eot|epub|exe|gif|gz|ico|ics|jpe?g|js|json|m4a|mov|mp3|mp4|otf|png|pptx?|rar|rss|svg|tar|tiff?|ttf|wav|webm|webp|woff2?|xlsx?|xml|zip)$/i;

/** Which addresses are pages of a site that is read. */
export class SiteScope {
  private readonly settings: SettingsOf<"site">;
  /** The address at which the site begins, after its redirects. */
  private readonly start: URL;

  constructor(settings: SettingsOf<"site">, start: string) {
    this.settings = settings;
    this.start = new URL(start);
  }

  /** The address as the site itself writes it: with its scheme, and with or without "www."; null for other sites. */
  own(address: string): string | null {
    const url = canonicalUrl(address);
    if (url === null || siteOf(url) !== siteOf(this.start.href)) return null;
    const own = new URL(url);
    own.protocol = this.start.protocol;
    own.host = this.start.host;
    return canonicalUrl(own.href);
  }

  /** Whether a page's text is to be kept. */
  isWanted(url: string): boolean {
    const { include, exclude } = this.settings;
    if (this.own(url) !== url || NO_PAGE.test(new URL(url).pathname)) return false;
    return (include.length === 0 || fitsPattern(url, include)) && !fitsPattern(url, exclude);
  }
}
