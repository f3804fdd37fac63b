import type { PhraseModel } from "./model/phrase-model";

/** A model in memory. */
export interface LoadedModel {
  model: PhraseModel;
  /** The threshold measured from the phrases. */
  threshold: number;
  bytes: number;
  /** When its use was last noted in the database, in milliseconds since 1970. */
  notedAt: number;
}

const MAX_BYTES = 128 * 1024 * 1024;

declare global {
  // Global, so that a process has a single cache even if a bundler copies this module.
  var parleyPhraseModels: Map<string, LoadedModel> | undefined;
}

/** The models in memory, the least recently used one first. */
function models(): Map<string, LoadedModel> {
  return (globalThis.parleyPhraseModels ??= new Map<string, LoadedModel>());
}

/** Returns a model that was used recently. */
export function recallModel(name: string): LoadedModel | undefined {
  const found = models().get(name);
  if (!found) return undefined;
  models().delete(name);
  models().set(name, found);
  return found;
}

/** Keeps a model, and forgets those that were not used for longest when all are too large together. */
export function rememberModel(name: string, loaded: LoadedModel): void {
  const all = models();
  all.delete(name);
  all.set(name, loaded);
  let total = [...all.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  for (const [oldest, { bytes }] of all) {
    if (total <= MAX_BYTES || oldest === name) return;
    all.delete(oldest);
    total -= bytes;
  }
}
