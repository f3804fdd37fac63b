/** The tags that open and close a thought inside a text. */
const MARKS: [opening: string, closing: string][] = [
  ["<think>", "</think>"],
  ["<thinking>", "</thinking>"],
  ["<thought>", "</thought>"],
  ["<reasoning>", "</reasoning>"],
  ["<seed:think>", "</seed:think>"],
  ["[think]", "[/think]"],
  ["<|channel|>analysis", "<|channel|>final<|message|>"],
  ["<|channel|>commentary", "<|channel|>final<|message|>"],
];
/** Separators of messages that servers without channel support leave in the text. They are removed. */
const SEPARATORS = ["<|start|>assistant", "<|end|>", "<|return|>", "<|message|>", "<|im_end|>"];

const CLOSING_OF = new Map(MARKS);
const CLOSINGS = new Set(CLOSING_OF.values());
const ALL = [...new Set([...MARKS.flat(), ...SEPARATORS])];
const LONGEST = Math.max(...ALL.map((mark) => mark.length));
const ANY = patternOf(ALL);
const PATTERNS = new Map([...CLOSINGS].map((closing) => [closing, patternOf([closing])]));
const FIRST = new Set(ALL.map((mark) => mark.charAt(0)));

/** A piece of text without thoughts. */
export interface Readable {
  text: string;
  /** The text returned so far was a thought: a closing tag arrived without an opening one. */
  voidsEarlier: boolean;
}

/**
 * Removes a model's thoughts from streamed text. Some servers send them inside the answer, and customers must not see
 * them. The AI SDK's middleware would add another web stream to the path of every piece.
 */
export class ThoughtFilter {
  /** The closing tag of the current thought; null outside a thought. */
  private closing: string | null = null;
  /** The end of the input, if a tag may begin there. */
  private held = "";
  private hasText = false;
  private hasThought = false;

  /** Adds a piece. @returns the new text that is known not to be a thought. */
  pass(piece: string): Readable {
    let rest = this.held + piece;
    let text = "";
    let voidsEarlier = false;
    for (;;) {
      const mark = this.findMark(rest);
      const end = mark?.at ?? rest.length - lengthOfBeginning(rest);
      if (this.closing === null) text += this.give(rest.slice(0, end));
      if (!mark) {
        this.held = rest.slice(end);
        return { text, voidsEarlier };
      }
      rest = rest.slice(end + mark.written.length);
      if (this.closing === null && CLOSINGS.has(mark.written)) {
        voidsEarlier ||= this.hasText;
        text = "";
        this.hasText = false;
      }
      if (!SEPARATORS.includes(mark.written)) this.turn(mark.written);
    }
  }

  /** Ends the text; each text needs a new filter. @returns the text that was held back. */
  end(): string {
    return this.closing === null ? this.give(this.held) : "";
  }

  private turn(mark: string): void {
    this.closing = this.closing === null ? (CLOSING_OF.get(mark) ?? null) : null;
    this.hasThought = true;
  }

  private findMark(text: string): { at: number; written: string } | null {
    const pattern = this.closing === null ? ANY : (PATTERNS.get(this.closing) ?? ANY);
    const found = pattern.exec(text);
    return found && { at: found.index, written: found[0].toLowerCase() };
  }

  /** Puts the texts before and after a thought on separate lines, and drops the space after a leading thought. */
  private give(read: string): string {
    const text = this.hasThought && !this.hasText ? read.trimStart() : read;
    if (text === "") return "";
    const isApart = this.hasThought && this.hasText;
    this.hasThought = false;
    this.hasText = true;
    return isApart ? `\n${text}` : text;
  }
}

function patternOf(marks: string[]): RegExp {
  const longestFirst = marks.toSorted((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map((mark) => mark.replaceAll(/[|[\]]/g, String.raw`\$&`)).join("|"), "i");
}

/** Counts the characters at the end of the text that may be the beginning of a tag. */
function lengthOfBeginning(text: string): number {
  for (let at = Math.max(0, text.length - LONGEST + 1); at < text.length; at += 1) {
    if (!FIRST.has(text.charAt(at))) continue;
    const end = text.slice(at).toLowerCase();
    if (ALL.some((mark) => mark.length > end.length && mark.startsWith(end))) return end.length;
  }
  return 0;
}
