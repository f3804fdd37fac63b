import { excerpt } from "@/server/text/excerpt";
import { isForCmd, readCmdWords } from "./cmd-words";
import { longNameOf, longOption, takesValue, type CurlOption, type GivenOption } from "./curl-options";
import { composeRequest } from "./curl-request";
import { ImportFault } from "../import-fault";
import type { ImportedRequest } from "../imported-request";
import { looksLikeCurl } from "./looks-like-curl";
import { isForPowerShell, readPowerShellWords } from "./powershell-words";
import { type CommandWords, readPosixWords, type ShellWord } from "./shell-words";

export type CurlReading =
  | { ok: true; request: ImportedRequest; notes: string[] }
  /** The message explains where the fault is and how to fix it. */
  | { ok: false; fault: string };

/** Converts a curl command to the fields of a webhook step. Reads the syntax of bash, zsh, cmd and PowerShell. */
export function parseCurl(command: string): CurlReading {
  try {
    const { options, notes, variables } = readOptions(command);
    const composed = composeRequest(options, variables);
    return { ok: true, request: composed.request, notes: [...notes, ...composed.notes] };
  } catch (error) {
    if (error instanceof ImportFault) return { ok: false, fault: error.message };
    throw error;
  }
}

/** Longer than any step needs, even with every character escaped. */
const LONGEST_COMMAND = 400_000;

function readOptions(command: string): { options: GivenOption[]; notes: string[]; variables: string[] } {
  if (command.length > LONGEST_COMMAND) {
    throw new ImportFault(
      `The command has ${command.length} characters; ${LONGEST_COMMAND} can be read. Shorten its body, and write that in the step.`,
    );
  }
  if (!looksLikeCurl(command)) throw new ImportFault("This is not a curl command: it must begin with the word curl.");
  // Replaces the prompt with spaces, so that offsets in the text are unchanged.
  const text = command.replace(/^\s*[$>#]\s/, (prompt) => " ".repeat(prompt.length));
  const { words, variables, rest } = readWords(text);
  const { options, ignored } = new OptionReader(text, words.slice(1)).read();
  const notes = [
    ...(ignored.length > 0 ? [`Left out, as it has no meaning here: ${[...new Set(ignored)].join(", ")}.`] : []),
    ...leftOver(rest),
  ];
  return { options, notes, variables };
}

function readWords(text: string): CommandWords {
  if (isForCmd(text)) return readCmdWords(text);
  return isForPowerShell(text) ? readPowerShellWords(text) : readPosixWords(text);
}

function leftOver(rest: string): string[] {
  // Ignore where the command would have written the answer (`> out.json`).
  const after = rest.replace(/^(?:>+\s*\S+\s*)+/, "").replace(/^[\s;|&]+/, "");
  if (after === "" || after.startsWith("#")) return [];
  if (rest.startsWith("&")) {
    return [
      `What follows the & was left out: “${excerpt(after, 60)}”. If it belongs to the address, put that in quotes.`,
    ];
  }
  return [`What follows the command was left out: “${excerpt(after, 60)}”.`];
}

class OptionReader {
  private at = 0;
  private readonly options: GivenOption[] = [];
  private readonly ignored: string[] = [];

  private readonly text: string;
  private readonly words: ShellWord[];

  constructor(text: string, words: ShellWord[]) {
    this.text = text;
    this.words = words;
  }

  read() {
    while (this.at < this.words.length) {
      const word = this.words[this.at] ?? { text: "", offset: 0 };
      this.at += 1;
      if (word.text === "--" || word.text === "") continue;
      if (word.text.startsWith("--")) this.readLong(word);
      else if (word.text.startsWith("-") && word.text !== "-") this.readShort(word);
      else this.add("url", word.text, word);
    }
    return { options: this.options, ignored: this.ignored };
  }

  private readLong(word: ShellWord): void {
    const [, name = "", attached] = /^--([^=]+)(?:=(.*))?$/s.exec(word.text) ?? [];
    this.readNamed(name, `--${name}`, word, attached);
  }

  /** Reads `-sSL`, `-XPOST` or `-d '…'`: letters up to the first option that takes a value. */
  private readShort(word: ShellWord): void {
    for (let i = 1; i < word.text.length; i += 1) {
      const letter = word.text[i] ?? "";
      const name = longNameOf(letter) ?? letter;
      const option = longOption(name);
      const attached = word.text.slice(i + 1);
      const hasValue = option !== undefined && takesValue(option);
      this.readNamed(name, `-${letter}`, word, hasValue && attached !== "" ? attached : undefined);
      if (hasValue) return;
    }
  }

  private readNamed(name: string, written: string, word: ShellWord, attached: string | undefined): void {
    const option = longOption(name);
    if (option === undefined) return void this.ignored.push(written);
    const value = takesValue(option) ? (attached ?? this.nextWord(written, word)) : "";
    if (option === "ignored-value") this.ignored.push(written);
    else if (option !== "quiet" && option !== "quiet-value") this.add(option, value, word, written);
  }

  private nextWord(written: string, word: ShellWord): string {
    const next = this.words[this.at];
    if (next === undefined) this.fail(`${written} needs a value after it, and there is none.`, word.offset);
    this.at += 1;
    return next.text;
  }

  private add(option: CurlOption, value: string, word: ShellWord, written = ""): void {
    this.options.push({ option, written, value, fail: (message) => this.fail(message, word.offset) });
  }

  private fail(message: string, offset: number): never {
    throw new ImportFault(message, { text: this.text, offset });
  }
}
