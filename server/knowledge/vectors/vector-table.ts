import { innerProduct } from "./unit-vector";

/** A text's vector that is like a question's. */
export interface Similar {
  chunkId: string;
  /** The cosine. */
  similarity: number;
}

/** The vectors of a workspace, one after the other in one array, which are compared one by one. */
export class VectorTable {
  readonly rows: readonly VectorRow[];
  private readonly numbers: Float32Array;
  private readonly dimensions: number;

  constructor(rows: readonly VectorRow[], numbers: Float32Array, dimensions: number) {
    this.rows = rows;
    this.numbers = numbers;
    this.dimensions = dimensions;
  }

  get size(): number {
    return this.numbers.length;
  }

  vectorAt(row: number): Float32Array {
    return this.numbers.subarray(row * this.dimensions, (row + 1) * this.dimensions);
  }

  /** Returns the vectors of these sources that are nearest to another one, nearest first. */
  nearest(vector: Float32Array, sourceIds: ReadonlySet<string>, most: number): Similar[] {
    const found: Similar[] = [];
    let least = -Infinity;
    for (const [at, { chunkId, sourceId }] of this.rows.entries()) {
      if (!sourceIds.has(sourceId)) continue;
      const similarity = innerProduct(vector, this.numbers, at * this.dimensions);
      if (found.length === most && similarity <= least) continue;
      const place = found.findLastIndex((other) => other.similarity >= similarity) + 1;
      found.splice(place, 0, { chunkId, similarity });
      if (found.length > most) found.pop();
      least = found.at(-1)?.similarity ?? least;
    }
    return found;
  }
}

export interface VectorRow {
  chunkId: string;
  sourceId: string;
  /** Differs if the chunk has got another vector. */
  written: string;
}
