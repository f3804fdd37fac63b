import { storableText } from "@/server/text/storable-text";

/** Stands for "<" in a fenced text, so that a text cannot end its fence. */
const LESS = "‹";

/** Fences texts for a model, numbered from 1. */
export function fenceTexts(texts: readonly string[]): string {
  return texts.map((text, i) => `<text id="${i + 1}">\n${text.replaceAll("<", LESS)}\n</text>`).join("\n");
}

/** The translations of a model's answer by the numbers of their texts. */
export function readDrafts(answer: string): ReadonlyMap<number, string> {
  const found = answer.matchAll(/<text\s+id="?(\d{1,3})"?\s*>([\s\S]*?)<\/text>/g);
  return new Map([...found].map(([, id, text = ""]) => [Number(id), storableText(text.replaceAll(LESS, "<")).trim()]));
}
