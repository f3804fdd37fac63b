import { ImportFault } from "../import-fault";

/** A word of a command line with quotes and escapes removed. */
export interface ShellWord {
  text: string;
  /** Where the word starts. */
  offset: number;
}

export interface CommandWords {
  words: ShellWord[];
  /** Shell variables used in the words, which become `{{constants.name}}`. */
  variables: string[];
  /** The text after the command (`| jq .`); empty when there is none. */
  rest: string;
}

/**
 * Splits the first command like a POSIX shell (bash, zsh). `$NAME` becomes `{{constants.name}}`.
 * @throws ImportFault for syntax that only a shell can evaluate, such as `$(date)`.
 */
export function readPosixWords(text: string): CommandWords {
  return new PosixReader(text).read();
}

/** The word that is being read; null between words. */
type Open = { text: string; offset: number } | null;

class PosixReader {
  private at = 0;
  private open: Open = null;
  private readonly words: ShellWord[] = [];
  private readonly variables = new Set<string>();
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  read(): CommandWords {
    while (this.at < this.text.length) {
      const character = this.text[this.at] ?? "";
      if (/[\n;|&<>]/.test(character) && this.endsHere(character)) break;
      this.take(character);
    }
    this.close();
    const rest = this.text.slice(this.at).trim();
    return { words: this.words, variables: [...this.variables], rest };
  }

  /** A line break, `;`, `|`, `&` or `>` ends the command; `<` would redirect its input. */
  private endsHere(character: string): boolean {
    if (character === "\n" && this.words.length === 0 && this.open === null) return false;
    // The 2 of `2>` selects the error output and is not a word.
    if (character === ">" && /^\d$/.test(this.open?.text ?? "")) this.open = null;
    if (character === "<")
      this.fail("Input from elsewhere (<) cannot be read here. Write the body in quotes after -d.");
    return true;
  }

  private take(character: string): void {
    if (/\s/.test(character)) {
      this.close();
      this.at += 1;
    } else if (character === "#" && this.open === null) {
      this.at = endOfLine(this.text, this.at);
    } else if (character === "'") this.takeSingleQuoted();
    else if (character === '"') this.takeDoubleQuoted();
    else if (character === "\\") this.takeEscape();
    else if (character === "$") this.takeDollar(false);
    else if (character === "`") this.failAtCommand();
    else this.add(character, 1);
  }

  private add(text: string, length: number): void {
    this.open ??= { text: "", offset: this.at };
    this.open.text += text;
    this.at += length;
  }

  private close(): void {
    if (this.open) this.words.push(this.open);
    this.open = null;
  }

  private takeSingleQuoted(): void {
    const end = this.text.indexOf("'", this.at + 1);
    if (end === -1) this.fail("This ' is never closed by another '.");
    this.add(this.text.slice(this.at + 1, end), end + 1 - this.at);
  }

  private takeDoubleQuoted(): void {
    const start = this.at;
    this.add("", 1);
    while (this.text[this.at] !== '"') {
      const character = this.text[this.at];
      if (character === undefined) this.failAt(start, 'This " is never closed by another ".');
      if (character === "$") this.takeDollar(true);
      else if (character === "`") this.failAtCommand();
      else if (character === "\\") this.takeEscapeInQuotes();
      else this.add(character, 1);
    }
    this.at += 1;
  }

  /** Outside of quotes, a backslash makes any character literal; before a line break, both are removed. */
  private takeEscape(): void {
    const [breaks = ""] = /^\\[ \t]*\r?\n/.exec(this.text.slice(this.at)) ?? [];
    if (breaks !== "") this.at += breaks.length;
    else this.add(this.text[this.at + 1] ?? "", 2);
  }

  private takeEscapeInQuotes(): void {
    const [breaks = ""] = /^\\\r?\n/.exec(this.text.slice(this.at)) ?? [];
    const next = this.text[this.at + 1] ?? "";
    if (breaks !== "") this.at += breaks.length;
    else if (/["\\$`]/.test(next)) this.add(next, 2);
    else this.add("\\", 1);
  }

  private takeDollar(isQuoted: boolean): void {
    const after = this.text.slice(this.at + 1);
    if (after.startsWith("(")) this.failAtCommand();
    if (!isQuoted && after.startsWith("'")) return this.takeAnsiQuoted();
    if (!isQuoted && after.startsWith('"')) return void (this.at += 1);
    const [written, braced, plain] = /^(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/.exec(after) ?? [];
    const name = (braced ?? plain)?.toLowerCase();
    if (written === undefined || name === undefined) return this.add("$", 1);
    this.variables.add(name);
    this.add(`{{constants.${name}}}`, written.length + 1);
  }

  /** Reads `$'…'`, which Chrome uses for bodies with line breaks and quotes. */
  private takeAnsiQuoted(): void {
    const start = this.at;
    this.add("", 2);
    while (this.text[this.at] !== "'") {
      const character = this.text[this.at];
      if (character === undefined) this.failAt(start, "This $' is never closed by a '.");
      if (character === "\\") {
        const { text, length } = readAnsiEscape(this.text.slice(this.at, this.at + 12));
        this.add(text, length);
      } else this.add(character, 1);
    }
    this.at += 1;
  }

  private failAtCommand(): never {
    this.fail("A command inside the command cannot be carried out here. Write its result in its place.");
  }

  private fail(message: string): never {
    this.failAt(this.at, message);
  }

  private failAt(offset: number, message: string): never {
    throw new ImportFault(message, { text: this.text, offset });
  }
}

const ANSI: Record<string, string> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\u0007",
  b: "\b",
  e: "\u001b",
  E: "\u001b",
  f: "\f",
  v: "\v",
};

function readAnsiEscape(text: string): { text: string; length: number } {
  const [coded, short, long, hex, octal] =
    /^\\(?:u([\da-fA-F]{1,4})|U([\da-fA-F]{1,8})|x([\da-fA-F]{1,2})|([0-7]{1,3}))/.exec(text) ?? [];
  if (coded !== undefined) {
    const code = octal === undefined ? Number.parseInt(short ?? long ?? hex ?? "0", 16) : Number.parseInt(octal, 8);
    return { text: code <= 0x10_ffff ? String.fromCodePoint(code) : "\uFFFD", length: coded.length };
  }
  const next = text[1] ?? "";
  return { text: ANSI[next] ?? (/['"\\?]/.test(next) ? next : `\\${next}`), length: 2 };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}
