import { frequencyOf } from "../index/packed-counts";

export interface StatisticsValues {
  chunks: number;
  sampled: number;
  averageLength: number;
  languages: string[];
  stems: Buffer;
  grams: Buffer;
}

/** Chunks without any of a question's words that are added, so that few chunks do not make each word a frequent one. */
const ADDED_CHUNKS = 100;

/** How frequent stems and grams are in a workspace's knowledge. */
export class Statistics {
  private readonly values: StatisticsValues;

  constructor(values: StatisticsValues) {
    this.values = values;
  }

  get chunks(): number {
    return this.values.chunks;
  }

  get averageLength(): number {
    return Math.max(1, this.values.averageLength);
  }

  get languages(): string[] {
    return this.values.languages;
  }

  /** In how many chunks of the sample a term occurs, by its hash. */
  sampledChunks(hash: number): number {
    return frequencyOf(this.values.stems, hash);
  }

  /** In how many of all chunks a term occurs, about. */
  chunksWith(hash: number): number {
    const { chunks, sampled } = this.values;
    return sampled === 0 ? 0 : Math.max(0.5, this.sampledChunks(hash)) * (chunks / sampled);
  }

  /** The weight of a term for the order of chunks (idf of BM25). */
  rarity(hash: number): number {
    return rarityOf(this.sampledChunks(hash), this.values.sampled);
  }

  gramRarity(hash: number): number {
    return rarityOf(frequencyOf(this.values.grams, hash), this.values.sampled);
  }

  /** The weight of a term that occurs in this many chunks of the sample, comparable between workspaces of any size. */
  importance(sampledChunks: number): number {
    return rarityOf(sampledChunks, this.values.sampled + ADDED_CHUNKS);
  }

  gramImportance(hash: number): number {
    return this.importance(frequencyOf(this.values.grams, hash));
  }
}

function rarityOf(found: number, of: number): number {
  const count = Math.min(found, of);
  return Math.log(1 + (of - count + 0.5) / (count + 0.5));
}
