import { randomInt } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { storableText } from "@/server/text/storable-text";
import type { Chunk } from "../chunks/chunk";
import { detectLanguage } from "../words/detect-language";
import { newId } from "@/server/ids";
import { type EntryKind, makeEntry } from "./make-entry";
import { TermHasher } from "./term-hash";

/** A chunk with its entry, as the insertion reads it from JSON. */
export interface PreparedChunk extends Chunk {
  id: string;
  position: number;
  isEdited: boolean;
  kind: EntryKind;
  language: string;
  /** An array in PostgreSQL's notation. */
  terms: string;
  /** Base64. */
  counts: string;
  length: number;
  sampleKey: number;
}

/** Chunks that are made without letting other work of the process continue. */
const BATCH = 100;
const MAX_SAMPLE_KEY = 2 ** 31;
/** The chunks from which a document's language is recognized. */
const CHUNKS_OF_LANGUAGE = 5;

/** Makes the entries of a document's chunks. */
export class ChunkPreparer {
  private readonly hasher: TermHasher;
  /** The language of texts that are too short to recognize theirs. */
  private readonly usual: string;

  private constructor(hasher: TermHasher, usual: string) {
    this.hasher = hasher;
    this.usual = usual;
  }

  /** @param chunks All of the document. */
  static async of(workspaceId: string, chunks: Chunk[]): Promise<ChunkPreparer> {
    const start = chunks.slice(0, CHUNKS_OF_LANGUAGE).map(({ text }) => text.slice(0, 200));
    const { language } = await detectLanguage(start.join("\n"));
    return new ChunkPreparer(new TermHasher(workspaceId), language);
  }

  async prepareAll(chunks: Chunk[]): Promise<PreparedChunk[]> {
    const prepared: PreparedChunk[] = [];
    for (const [at, chunk] of chunks.entries()) {
      if (at > 0 && at % BATCH === 0) await setImmediate();
      prepared.push(await this.prepare(chunk, at));
    }
    return prepared;
  }

  async prepare(chunk: Chunk, position: number): Promise<PreparedChunk> {
    const text = storableText(chunk.text);
    const headings = chunk.headings.map(storableText);
    const detected = await detectLanguage(text);
    const language = detected.isSure ? detected.language : this.usual;
    const kind = chunk.kind ?? "passage";
    const entry = makeEntry({ headings, text }, { kind, language, hasher: this.hasher });
    return {
      ...chunk,
      headings,
      text,
      id: newId("knowledgeChunk"),
      position,
      isEdited: false,
      kind,
      language,
      terms: `{${entry.terms.join(",")}}`,
      counts: entry.counts.toString("base64"),
      length: entry.length,
      sampleKey: randomInt(MAX_SAMPLE_KEY),
    };
  }
}
