/** An address as people say it: without its scheme. */
export function shortUrl(url: string): string {
  return url.trim().replace(/^https?:\/\//i, "");
}
