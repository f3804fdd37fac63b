import { ImportFault } from "../import-fault";
import type { CommandWords, ShellWord } from "./shell-words";

/** Whether a command uses PowerShell syntax: a backtick continues a line. */
export function isForPowerShell(text: string): boolean {
  return /`[ \t]*\r?\n/.test(text);
}

/** Splits a command like PowerShell and the programs it starts. `$env:NAME` becomes `{{constants.name}}`. */
export function readPowerShellWords(text: string): CommandWords {
  return new PowerShellReader(text).read();
}

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r", "0": "\0", e: "\u001b" };

class PowerShellReader {
  private at = 0;
  private open: ShellWord | null = null;
  private readonly words: ShellWord[] = [];
  private readonly variables = new Set<string>();
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  read(): CommandWords {
    while (this.at < this.text.length && !this.endsHere()) this.take();
    this.close();
    return { words: this.words, variables: [...this.variables], rest: this.text.slice(this.at).trim() };
  }

  private endsHere(): boolean {
    const character = this.text[this.at] ?? "";
    if (character === "\n") return this.words.length > 0 || this.open !== null;
    return /[;|&>]/.test(character);
  }

  private take(): void {
    const character = this.text[this.at] ?? "";
    if (/\s/.test(character)) {
      this.close();
      this.at += 1;
    } else if (character === "'") this.takeSingleQuoted();
    else if (character === '"') this.takeDoubleQuoted();
    else if (character === "`") this.takeEscape();
    else if (character === "$") this.takeDollar();
    else this.add(character, 1);
  }

  private add(text: string, length: number): void {
    this.open ??= { text: "", offset: this.at };
    this.open.text += text;
    this.at += length;
  }

  private close(): void {
    if (this.open) this.words.push({ ...this.open, text: withoutSlashes(this.open.text) });
    this.open = null;
  }

  /** In single quotes, a doubled quote is a quote; no other character is special. */
  private takeSingleQuoted(): void {
    const start = this.at;
    this.add("", 1);
    for (;;) {
      const end = this.text.indexOf("'", this.at);
      if (end === -1) this.fail(start, "This ' is never closed by another '.");
      const isDoubled = this.text[end + 1] === "'";
      this.add(this.text.slice(this.at, end) + (isDoubled ? "'" : ""), end - this.at + (isDoubled ? 2 : 1));
      if (!isDoubled) return;
    }
  }

  private takeDoubleQuoted(): void {
    const start = this.at;
    this.add("", 1);
    for (;;) {
      const character = this.text[this.at];
      if (character === undefined) this.fail(start, 'This " is never closed by another ".');
      if (character === "`") this.takeEscape();
      else if (character === "$") this.takeDollar();
      else if (character !== '"') this.add(character, 1);
      else if (this.text[this.at + 1] === '"') this.add('"', 2);
      // In older versions, a backslash must precede a quote that is passed to a program.
      else if (this.text[this.at - 1] === "\\") this.add('"', 1);
      else return void (this.at += 1);
    }
  }

  private takeEscape(): void {
    const [breaks = ""] = /^`[ \t]*\r?\n/.exec(this.text.slice(this.at)) ?? [];
    const next = this.text[this.at + 1] ?? "";
    if (breaks !== "") this.at += breaks.length;
    else this.add(ESCAPES[next] ?? next, 2);
  }

  private takeDollar(): void {
    const after = this.text.slice(this.at + 1);
    if (after.startsWith("(")) {
      this.fail(this.at, "A command inside the command cannot be carried out here. Write its result in its place.");
    }
    const [written, braced, plain] = /^(?:\{(?:env:)?([A-Za-z_]\w*)\}|(?:env:)?([A-Za-z_]\w*))/i.exec(after) ?? [];
    const name = (braced ?? plain)?.toLowerCase();
    if (written === undefined || name === undefined) return this.add("$", 1);
    this.variables.add(name);
    this.add(`{{constants.${name}}}`, written.length + 1);
  }

  private fail(offset: number, message: string): never {
    throw new ImportFault(message, { text: this.text, offset });
  }
}

/**
 * Older versions remove quotes from program arguments, so commands written for them contain \"; newer versions keep
 * quotes.
 */
function withoutSlashes(text: string): string {
  return /(?:^|[^\\])"/.test(text) ? text : text.replaceAll('\\"', '"');
}
