/** Shortens an address for display by removing its scheme. */
export function shortUrl(url: string): string {
  return url.trim().replace(/^https?:\/\//i, "");
}
