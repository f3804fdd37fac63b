import { LinkifyIt, REBuilder } from "linkify-it";

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

export interface FoundLink {
  /** Where it stands in the text, in UTF-16 units. */
  index: number;
  lastIndex: number;
  raw: string;
  /** With a scheme. */
  url: string;
}

/** Finds the web and e-mail addresses of a plain text, as people see them linked. */
export function findLinks(text: string): FoundLink[] {
  return finder.match(text) ?? [];
}
