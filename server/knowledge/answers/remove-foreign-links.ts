import { findLinks } from "@/server/text/find-links";

/** `![text](address "title")`, and the same without the exclamation mark. The limits keep the search short. */
const MARKDOWN_LINK = /(!?)\[([^[\]]{0,1000})\]\(([^()]{0,2000}(?:\([^()]{0,500}\)[^()]{0,2000})?)\)/gu;
/** `[name]: address`, to which other parts of the text refer. */
const DEFINITION = /^[ \t]{0,3}\[[^\]\n]{1,200}\]:[ \t]*(\S{1,2000}).*$/gmu;
/** Addresses that are not found as links of a plain text, such as those of images without a scheme. */
const ADDRESS = /(?:[a-z][a-z\d+.-]{1,20}:\/\/|\/\/(?=[\p{L}\d-]{1,63}\.[\p{L}\d]))[^\s<>()[\]"']{1,2000}/giu;
/** A picture within a link within a list of links. */
const MOST_NESTED = 4;

/**
 * Takes links and pictures out of an answer unless their host is allowed (CONTRACTS §10), because a document can tell a
 * model to show an address that carries what the customer wrote. A link's text stays; a picture disappears.
 * @param hosts Allowed hosts in lower case. Their subdomains are allowed, too.
 */
export function removeForeignLinks(answer: string, hosts: ReadonlySet<string>): string {
  const isForeign = (address: string) => isForeignAddress(address, hosts);
  let text = answer.replaceAll(DEFINITION, (all, address: string) => (isForeign(bare(address)) ? "" : all));
  for (let depth = 0; depth < MOST_NESTED; depth++) {
    text = text.replaceAll(MARKDOWN_LINK, (all, mark: string, words: string, target: string) => {
      if (!isForeign(bare(target))) return all;
      return mark === "!" ? "" : words;
    });
  }
  const foreign = findLinks(text).filter(({ url }) => isForeign(url));
  for (const { index, lastIndex } of foreign.toReversed()) text = text.slice(0, index) + text.slice(lastIndex);
  return text.replaceAll(ADDRESS, (address) => (isForeign(address) ? "" : address));
}

/** The address in the target of a Markdown link, without angle brackets and title. */
function bare(target: string): string {
  const trimmed = target.trim();
  return trimmed.startsWith("<") ? (trimmed.slice(1).split(">", 1)[0] ?? "") : (trimmed.split(/\s/u, 1)[0] ?? "");
}

/** Whether an address leads to another host, or runs something. Addresses to write or call, and paths, do not. */
export function isForeignAddress(address: string, hosts: ReadonlySet<string>): boolean {
  const written = address.replaceAll(/[\s\p{Cc}\p{Cf}]/gu, "");
  if (/^(?:mailto|tel|sms):/iu.test(written)) return false;
  const host = hostOf(written);
  if (host === null) return /^(?:[a-z][a-z\d+.-]*:|\/\/|\\)/iu.test(written);
  const labels = host.split(".");
  return !labels.some((_, from) => hosts.has(labels.slice(from).join(".")));
}

/** The host of an address in lower case; null for an address that has none. */
export function hostOf(address: string): string | null {
  const absolute = address.startsWith("//") ? `https:${address}` : address;
  if (!URL.canParse(absolute)) return null;
  const { protocol, hostname } = new URL(absolute);
  return protocol === "https:" || protocol === "http:" ? hostname.toLowerCase() : null;
}

/** The hosts of all addresses in a text, also those that begin with www. */
export function hostsIn(text: string): string[] {
  return findLinks(text).flatMap(({ url }) => hostOf(url) ?? []);
}
