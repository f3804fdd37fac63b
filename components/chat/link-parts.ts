import { LinkifyIt, REBuilder } from "linkify-it";

/** A piece of a text; a link if it has an address. */
export interface LinkPart {
  text: string;
  href: string | null;
}

/** In scripts without spaces, an address can follow a letter directly. */
class AnyScriptRules extends REBuilder {
  override get_schema_search(): RegExp {
    return new RegExp(`(^|[^a-z0-9_])(${this.get_schema_names().source})`, "ig");
  }
}

/** The most characters of one address that are examined. */
const LONGEST = 2000;

const finder = new LinkifyIt({ rebuilder: new AnyScriptRules(), fuzzyEmail: true })
  .add("ftp:", null)
  .add("//", null)
  .add("www.", {
    validate(text, at, self) {
      const slashes = "//";
      const length = self.testSchemaAt(slashes + text.slice(at, at + LONGEST), "http:", 0);
      return Math.max(0, length - slashes.length);
    },
    normalize(match) {
      match.url = `https://${match.url}`;
    },
  });

/**
 * Splits a plain text at its web and e-mail addresses. Punctuation of any script after an address is not part of it.
 */
export function linkParts(text: string): LinkPart[] {
  const parts: LinkPart[] = [];
  let end = 0;
  for (const { index, lastIndex, raw, url } of finder.match(text) ?? []) {
    if (index > end) parts.push({ text: text.slice(end, index), href: null });
    parts.push({ text: raw, href: url });
    end = lastIndex;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}
