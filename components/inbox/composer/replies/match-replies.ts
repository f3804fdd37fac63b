import type { SavedReply } from "../../inbox-types";

/** A slash before the caret, with what is typed after it. */
interface TypedSlash {
  /** The place of the slash. */
  start: number;
  query: string;
}

/** Longer texts after a slash are no search. */
const LONGEST_QUERY = 40;
const slash = new RegExp(String.raw`(?:^|\s)/((?:[^\s/][^\n/]{0,${LONGEST_QUERY - 1}})?)$`, "u");

/** The slash that begins a search, at the start of a word before the caret; null if there is none. */
export function findSlash(text: string, caret: number): TypedSlash | null {
  const [, query] = slash.exec(text.slice(0, caret)) ?? [];
  return query === undefined ? null : { start: caret - query.length - 1, query };
}

/** The replies that match a search: by the start of the shortcut first, then by the name, then by the text. */
export function matchReplies<R extends SavedReply>(replies: readonly R[], query: string): R[] {
  const wanted = query.trim().toLocaleLowerCase();
  if (wanted === "") return [...replies];
  const ranked = replies.flatMap((reply) => {
    const rank = rankOf(reply, wanted);
    return rank === null ? [] : [{ reply, rank }];
  });
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ reply }) => reply);
}

function rankOf({ shortcut, name, text }: SavedReply, wanted: string): number | null {
  const places = [shortcut, name, text].map((part) => part.toLocaleLowerCase());
  if (places[0] === wanted) return 0;
  if (places[0]?.startsWith(wanted)) return 1;
  const words = wanted.split(/\s+/u);
  const at = places.findIndex((part) => words.every((word) => part.includes(word)));
  return at === -1 ? null : at + 2;
}
