/** A piece of a text; a link if it has an address. */
export interface TextPiece {
  text: string;
  href: string | null;
}

/** What an address does not contain: spaces, quotes, brackets, and the punctuation of other scripts. */
const END = String.raw`\s<>"“”«»„\x60\\^{}|()。，、；：？！（）【】「」『』《》〈〉،؛؟।`;
/** The lengths are limited, so that a text of many beginnings is searched in a single pass. */
const ADDRESS = new RegExp(
  [
    // A parenthesis belongs to it if it is closed, and the punctuation of a sentence does not.
    String.raw`(?<![a-z\d_])(?:https?://|www\.)[\p{L}\p{N}](?:[^${END}]|\([^${END}]{0,500}\)){0,1000}(?<![?!.,:;*_~'\]…])`,
    String.raw`(?<mail>[a-z\d][\w.+-]{0,63}@(?:[a-z\d-]{1,63}\.){1,8}[a-z]{2,63})`,
  ].join("|"),
  "giu",
);

/** Splits a plain text at its web and mail addresses. */
export function findAddresses(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let done = 0;
  const add = (piece: TextPiece) => {
    if (piece.text) pieces.push(piece);
    done += piece.text.length;
  };
  for (const { 0: found, index, groups } of text.matchAll(ADDRESS)) {
    add({ text: text.slice(done, index), href: null });
    const scheme = groups?.["mail"] ? "mailto:" : /^w/i.test(found) ? "https://" : "";
    add({ text: found, href: scheme + found });
  }
  add({ text: text.slice(done), href: null });
  return pieces;
}
