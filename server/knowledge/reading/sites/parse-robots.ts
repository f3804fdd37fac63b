import robotsParser from "robots-parser";

/** The name by which the rules of a site refer to Parley. */
const AGENT = "parley";
/** The rules of a site for all programs. */
const ANY = "*";
const MAX_DELAY_SECONDS = 5;
/** Rules beyond these limits are ignored. They keep the check of an address within some milliseconds. */
const MAX_RULES = 1000;
/** A longer rule fits no address that is read. */
const MAX_LETTERS = 1000;
/** Of all rules with a star together: such a rule is compared from each letter of an address. */
const MAX_STARRED_LETTERS = 4000;

/** The rules of a site for programs that read it (RFC 9309). */
export interface Robots {
  isAllowed(url: string): boolean;
  /** Between two requests; 0 if the site does not ask for a pause. */
  delaySeconds: number;
  sitemaps: string[];
}

/** @param url The address of the rules. */
export function parseRobots(url: string, text: string): Robots {
  const rules = robotsParser(url, ownLines(text).join("\n"));
  return {
    isAllowed: (address) => rules.isAllowed(address, AGENT) ?? true,
    delaySeconds: Math.min(Math.max(rules.getCrawlDelay(AGENT) ?? 0, 0), MAX_DELAY_SECONDS),
    sitemaps: rules.getSitemaps(),
  };
}

/** The lines that matter to Parley. The parser stores each rule once for each program that it names. */
function ownLines(text: string): string[] {
  const rules = { [AGENT]: new RuleList(), [ANY]: new RuleList() };
  const sitemaps: string[] = [];
  let current: RuleList[] = [];
  let isNamingAgents = false;
  for (const line of text.split(/[\r\n]+/)) {
    const [, label = "", given = ""] = /^([^#:]+):([^#]*)/.exec(line) ?? [];
    const [name, value] = [label.trim().toLowerCase(), given.trim()];
    if (name === "") continue;
    if (name === "user-agent") {
      if (!isNamingAgents) current = [];
      const agent = value.toLowerCase().replace(/\/.*$/, "").trim();
      if (agent === AGENT || agent === ANY) current.push(rules[agent]);
    } else if (name === "sitemap") sitemaps.push(`Sitemap: ${value}`);
    else if (name === "crawl-delay") for (const list of current) list.lines.push(`Crawl-delay: ${value}`);
    else if (name === "allow" || name === "disallow") for (const list of current) list.add(name, value);
    isNamingAgents = name === "user-agent";
  }
  const own = rules[AGENT].lines.length > 0 ? rules[AGENT] : rules[ANY];
  return [`User-agent: ${AGENT}`, ...own.lines, ...sitemaps];
}

/** The rules for one program. */
class RuleList {
  readonly lines: string[] = [];
  private starredLetters = 0;

  add(name: string, pattern: string): void {
    if (this.lines.length >= MAX_RULES) return;
    const plain = pattern.replaceAll(/\*+/g, ANY);
    // The parser encodes a pattern, which makes it up to nine times longer.
    const { length } = encodeURI(plain.toWellFormed());
    if (length > MAX_LETTERS) return;
    if (plain.includes(ANY)) {
      if (this.starredLetters + length > MAX_STARRED_LETTERS) return;
      this.starredLetters += length;
    }
    this.lines.push(`${name}: ${plain}`);
  }
}
