/** What a term is of: a passage's word, a number or code in it, or a word of a direct question. */
export type TermKind = "word" | "code" | "question";

const MARKS: Record<TermKind, number> = { word: 1, code: 2, question: 3 };

/** Makes hashes of a workspace's terms. */
export class TermHasher {
  private readonly seed: number;

  constructor(workspaceId: string) {
    this.seed = hashText(workspaceId);
  }

  /** Returns a signed integer of 32 bits, so that one index serves all workspaces and kinds of terms. */
  hash(kind: TermKind, text: string): number {
    return hashText(text, Math.imul(this.seed ^ MARKS[kind], 0x85ebca6b));
  }
}

/** FNV-1a with the last steps of MurmurHash3, which spread it over all bits. Signed. */
export function hashText(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}
