import { findLinks } from "@/server/text/find-links";

/** A piece of a text; a link if it has an address. */
export interface LinkPart {
  text: string;
  href: string | null;
}

/**
 * Splits a plain text at its web and e-mail addresses. Punctuation of any script after an address is not part of it.
 */
export function linkParts(text: string): LinkPart[] {
  const parts: LinkPart[] = [];
  let end = 0;
  for (const { index, lastIndex, raw, url } of findLinks(text)) {
    if (index > end) parts.push({ text: text.slice(end, index), href: null });
    parts.push({ text: raw, href: url });
    end = lastIndex;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}
