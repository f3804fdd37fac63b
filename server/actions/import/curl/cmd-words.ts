import { ImportFault } from "../import-fault";
import type { CommandWords, ShellWord } from "./shell-words";

/** Whether a command uses the syntax of the Windows command prompt: ^ continues a line, and ^" is a quote. */
export function isForCmd(text: string): boolean {
  return /\^[ \t]*\r?\n/.test(text) || /\s\^"/.test(text);
}

/** Splits a command like the Windows command prompt and the programs it starts. */
export function readCmdWords(text: string): CommandWords {
  const { characters, rest } = undoCarets(text);
  return { words: splitArguments(text, characters), variables: [], rest };
}

interface Character {
  text: string;
  offset: number;
}

/** The parsing of cmd.exe: outside of quotes, ^ escapes the next character, and a line break ends the command. */
function undoCarets(text: string): { characters: Character[]; rest: string } {
  const characters: Character[] = [];
  let isQuoted = false;
  let hasWord = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === "^" && !isQuoted) {
      const [, breaks = "", literal = ""] = /^\^([ \t]*\r?\n)?(\r?\n)?/.exec(text.slice(at)) ?? [];
      // After a ^ that continues the line, the next character is literal, so a second line break is part of the text.
      at += breaks === "" ? 1 : breaks.length + literal.length;
      if (breaks === "") characters.push({ text: text[at] ?? "", offset: at });
      else if (literal !== "") characters.push({ text: "\n", offset: at });
      continue;
    }
    if (!isQuoted && /[\n|&<>]/.test(character) && hasWord) {
      return { characters, rest: text.slice(at).trim() };
    }
    if (character === '"' && text[at - 1] !== "\\") isQuoted = !isQuoted;
    hasWord ||= character.trim() !== "";
    characters.push({ text: character, offset: at });
  }
  return { characters, rest: "" };
}

/** The argument parsing of Windows programs: quotes group words, \" is a quote, and other backslashes are literal. */
function splitArguments(text: string, characters: Character[]): ShellWord[] {
  const words: ShellWord[] = [];
  let open: ShellWord | null = null;
  let quote: Character | null = null;
  for (let i = 0; i < characters.length; i += 1) {
    const character = characters[i] ?? { text: "", offset: 0 };
    if (quote === null && /\s/.test(character.text)) {
      if (open) words.push(open);
      open = null;
      continue;
    }
    open ??= { text: "", offset: character.offset };
    const slashes = countBackslashes(characters, i);
    if (slashes > 0 && characters[i + slashes]?.text === '"') {
      open.text += "\\".repeat(Math.floor(slashes / 2)) + (slashes % 2 === 1 ? '"' : "");
      i += slashes % 2 === 1 ? slashes : slashes - 1;
    } else if (slashes > 0) {
      open.text += "\\".repeat(slashes);
      i += slashes - 1;
    } else if (character.text === '"' && quote !== null && characters[i + 1]?.text === '"') {
      open.text += '"';
      i += 1;
    } else if (character.text === '"') quote = quote === null ? character : null;
    else open.text += character.text;
  }
  if (quote) throw new ImportFault('This " is never closed by another ".', { text, offset: quote.offset });
  return open ? [...words, open] : words;
}

function countBackslashes(characters: Character[], from: number): number {
  let count = 0;
  while (characters[from + count]?.text === "\\") count += 1;
  return count;
}
