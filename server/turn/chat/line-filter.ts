/** Where a link, a picture or a mark may begin. */
const MAY_BEGIN = /[[<\\]|[a-z][a-z\d+.-]*:|\/\/|www/iu;

/**
 * Lets a streamed text through word by word, except that a line with a possible link is held back until it is complete,
 * because a customer's browser would show the link before it is checked.
 */
export class LineFilter {
  private held = "";
  private readonly show: (line: string) => string;

  /** @param show Returns what customers may see of a line, or of its rest. */
  constructor(show: (line: string) => string) {
    this.show = show;
  }

  /** Adds a piece of the text and returns what can be shown now. */
  push(delta: string): string {
    const lines = (this.held + delta).split("\n");
    this.held = lines.pop() ?? "";
    const whole = lines.map((line) => `${this.show(line)}\n`).join("");
    const at = this.held.search(MAY_BEGIN);
    const before = at < 0 ? this.held : this.held.slice(0, at);
    // A space goes with the word after it, because both may be taken out.
    const end = Math.max(0, before.search(/\s+\S*$/u));
    const open = this.held.slice(0, end);
    this.held = this.held.slice(end);
    return whole + open;
  }

  /** Returns the rest at the end of the text. */
  flush(): string {
    const rest = this.show(this.held);
    this.held = "";
    return rest;
  }
}
