const OPENING = "<think>";
const CLOSING = "</think>";

/**
 * Takes out of a text that comes in pieces what a model thinks: some servers send that inside of it, and no customer
 * shall read it. The AI SDK's middleware for this is one more web stream, through which each piece of every answer goes.
 */
export class ThoughtFilter {
  private thinks = false;
  /** The end of what came, where it may be the beginning of a tag. */
  private held = "";
  private hasSaid = false;
  private hasThought = false;

  /** @returns what of the text may be read so far, and was not given before. */
  pass(piece: string): string {
    let rest = this.held + piece;
    let said = "";
    for (;;) {
      const tag = this.thinks ? CLOSING : OPENING;
      const at = rest.indexOf(tag);
      const end = at < 0 ? rest.length - lengthOfBeginning(tag, rest) : at;
      if (!this.thinks) said += this.say(rest.slice(0, end));
      if (at < 0) {
        this.held = rest.slice(end);
        return said;
      }
      rest = rest.slice(at + tag.length);
      this.thinks = !this.thinks;
      this.hasThought = true;
    }
  }

  /** Once, when the text is over: another text has a filter of its own. @returns what was held back. */
  end(): string {
    return this.thinks ? "" : this.say(this.held);
  }

  /** What was said before and after a thought stands on lines of its own. */
  private say(text: string): string {
    if (text === "") return "";
    const isApart = this.hasThought && this.hasSaid;
    this.hasThought = false;
    this.hasSaid = true;
    return isApart ? `\n${text}` : text;
  }
}

/** How many letters at the text's end may be the tag's first. */
function lengthOfBeginning(tag: string, text: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length -= 1) {
    if (text.endsWith(tag.slice(0, length))) return length;
  }
  return 0;
}
