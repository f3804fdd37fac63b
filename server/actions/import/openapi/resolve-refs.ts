import { isObject, objectIn, type Loose } from "../loose-json";

/** How many references are followed in a row before they count as circular. */
const MAX_HOPS = 30;

/** How many parts of a document one operation may read, since nested schemas multiply. */
const MAX_PIECES = 50_000;

/** Resolves `$ref` within one document. An unresolvable reference is empty and noted. */
export class References {
  readonly notes = new Set<string>();
  private readonly root: Loose;
  private pieces = 0;

  constructor(root: unknown) {
    this.root = objectIn(root);
  }

  /** Counts the parts that were read. Adds a note and returns false when the limit is exceeded. */
  spend(pieces: number): boolean {
    this.pieces += pieces;
    if (this.pieces <= MAX_PIECES) return true;
    this.notes.add("The operation is too large to be read whole; its last parts were left out.");
    return false;
  }

  /** Resolves a node and its `$ref`; `name` identifies schemas that contain themselves. */
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
    if (!isObject(at)) this.notes.add(`${reference} does not exist in the document; it was left out.`);
    return objectIn(at);
  }
}

/** Decodes a key of a JSON pointer in an address. */
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
