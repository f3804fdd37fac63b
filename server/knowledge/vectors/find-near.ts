import { setTimeout as wait } from "node:timers/promises";
import { logFailure } from "@/server/log/log-failure";
import { embedTexts } from "@/server/models/embeddings/embed-texts";
import { mostCompared } from "./load-vectors";
import { type NearChunk, type SearchedVectors, selectNearest } from "./select-nearest";
import { scoreOf } from "./similarity-scale";
import { unitVector } from "./unit-vector";
import { modelKey } from "./vector-state";

/** A chunk that the leg of meaning found. */
export interface NearHit extends NearChunk {
  /** From 1. */
  rank: number;
  /** How much more similar it is than a text about something else, for the order. */
  strength: number;
  /** From 0 to 1; comparable between questions. */
  score: number;
}

export interface NearChunks {
  chunks: NearHit[];
  /** Why this search was left out; null if it was not. */
  note: string | null;
}

/** A customer waits for the answer: search goes on without this leg after this time. */
const TIME_LIMIT_MS = 1500;
const MOST_QUESTIONS = 200;
/** After a model was too slow, further questions do not wait for it during this time. */
const PAUSE_MS = 30_000;

/** The vectors of the newest questions, the latest at the end. */
const questions = new Map<string, Float32Array>();

/** Until when a model is not asked, by its workspace and model. */
const pausedUntil = new Map<string, number>();

/**
 * Finds the chunks whose meaning is near to a question's. Never throws: without an answer of the embedding model in time,
 * the result has a note instead of chunks.
 */
export async function findNear(question: string, searched: SearchedVectors): Promise<NearChunks> {
  const key = keyOf(searched);
  if ((pausedUntil.get(key) ?? 0) > Date.now()) return without("the embedding model was too slow a moment ago");
  const stop = new AbortController();
  const late = wait(TIME_LIMIT_MS, null, { signal: stop.signal });
  try {
    const found = await Promise.race([search(question, searched), late]);
    if (found === null) pausedUntil.set(key, Date.now() + PAUSE_MS);
    else pausedUntil.delete(key);
    return found ?? without(`it took longer than ${TIME_LIMIT_MS / 1000} s`);
  } catch (error) {
    logFailure(searched.workspaceId, "the search by meaning", error);
    return without("something failed inside Parley");
  } finally {
    stop.abort();
    late.catch(() => undefined);
  }
}

async function search(question: string, searched: SearchedVectors): Promise<NearChunks> {
  const vector = await embedQuestion(question, searched);
  if (typeof vector === "string") return without(vector);
  const { scale, dimensions } = searched.setting;
  const near = await selectNearest(vector, searched);
  if (!near) {
    const most = mostCompared(dimensions).toLocaleString("en");
    return without(`more than ${most} texts can be compared only in a database with pgvector`);
  }
  const chunks = near.map((chunk, at) => ({
    ...chunk,
    rank: at + 1,
    strength: Math.max(0, chunk.similarity - scale.unrelated),
    score: scoreOf(chunk.similarity, scale),
  }));
  return { chunks, note: null };
}

/** Returns the question's vector, or why it could not be made. */
async function embedQuestion(text: string, searched: SearchedVectors): Promise<Float32Array | string> {
  const { workspaceId, setting } = searched;
  const key = `${keyOf(searched)} ${text}`;
  const known = questions.get(key);
  if (known) return known;
  const made = await embedTexts(workspaceId, setting, [text], { attempts: 1, timeoutMs: TIME_LIMIT_MS });
  if ("reason" in made) return made.reason;
  const vector = unitVector(made.vectors[0] ?? []);
  if (vector?.length !== setting.dimensions) return `${setting.model} sent a vector of another length than before`;
  questions.set(key, vector);
  const [oldest] = questions.keys();
  if (questions.size > MOST_QUESTIONS && oldest !== undefined) questions.delete(oldest);
  return vector;
}

function keyOf({ workspaceId, setting }: SearchedVectors): string {
  return `${workspaceId} ${modelKey(setting)}`;
}

function without(reason: string): NearChunks {
  return { chunks: [], note: `The search by meaning was left out: ${reason.replace(/\.$/, "")}.` };
}
