import { isObject, objectIn, type Loose } from "../loose-json";

/** References in a row that lead to one another before it is taken for a circle. */
const MAX_HOPS = 30;

/** How many parts of a document one operation may read: nested schemas multiply. */
const MAX_PIECES = 50_000;

/** Follows `$ref` within one document. What it cannot follow is empty and noted. */
export class References {
  readonly notes = new Set<string>();
  private readonly root: Loose;
  private pieces = 0;

  constructor(root: unknown) {
    this.root = objectIn(root);
  }

  /** Counts pieces that are read; false, and a note, when there were too many. */
  spend(pieces: number): boolean {
    this.pieces += pieces;
    if (this.pieces <= MAX_PIECES) return true;
    this.notes.add("The operation is too large to be read whole; its last parts were left out.");
    return false;
  }

  /** The object that stands here or where its `$ref` leads; `name` tells objects apart that contain themselves. */
  follow(node: unknown): { node: Loose; name: string | null } {
    let at = objectIn(node);
    let name: string | null = null;
    for (let hops = 0; typeof at["$ref"] === "string" && hops < MAX_HOPS; hops += 1) {
      const { $ref, ...beside } = at;
      name = String($ref);
      at = { ...this.find(name), ...beside };
    }
    if (typeof at["$ref"] === "string") this.notes.add(`${name} refers to itself only; it was left out.`);
    return { node: typeof at["$ref"] === "string" ? {} : at, name };
  }

  private find(reference: string): Loose {
    if (!reference.startsWith("#/")) {
      this.notes.add(`${reference} is in another document; it was left out.`);
      return {};
    }
    let at: unknown = this.root;
    for (const key of reference.slice(2).split("/")) {
      at = isObject(at) || Array.isArray(at) ? Object.getOwnPropertyDescriptor(at, unescape(key))?.value : undefined;
    }
    if (!isObject(at)) this.notes.add(`${reference} leads nowhere; it was left out.`);
    return objectIn(at);
  }
}

/** A key as JSON pointers in addresses write it. */
function unescape(key: string): string {
  return decode(key).replaceAll("~1", "/").replaceAll("~0", "~");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
