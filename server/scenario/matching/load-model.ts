import { setTimeout as sleep } from "node:timers/promises";
import { DomainError } from "@/server/errors";
import { decodeModel } from "./model/model-format";
import type { LabelledPhrases } from "./model/train-model";
import { type LoadedModel, recallModel, rememberModel } from "./model-cache";
import { modelKey } from "./phrases-of";
import { claimTraining, type PhraseKey, readModel, readModelState, touchModel } from "./stored-models";
import { trainPhrases } from "./training/train-phrases";

const HOUR_MS = 60 * 60_000;
const POLL_MS = 250;
const MAX_WAIT_MS = 60_000;

/** Loads of this process that have not ended, so that a model is read or trained once however many need it. */
const loading = new Map<string, Promise<LoadedModel>>();

/**
 * Returns the model of these phrases: from memory, from the database, or trained now.
 * @throws DomainError unavailable when another process takes too long to train it, or when it cannot be trained.
 */
export async function loadModel(key: PhraseKey, labelled: LabelledPhrases[]): Promise<LoadedModel> {
  const name = `${key.workspaceId} ${modelKey(key.phraseKey)}`;
  const known = recallModel(name);
  if (known) {
    if (Date.now() - known.notedAt > HOUR_MS) {
      known.notedAt = Date.now();
      await touchModel(key);
    }
    return known;
  }
  const started = loading.get(name) ?? readOrTrain(key, labelled).finally(() => loading.delete(name));
  loading.set(name, started);
  const loaded = await started;
  rememberModel(name, loaded);
  return loaded;
}

async function readOrTrain(key: PhraseKey, labelled: LabelledPhrases[]): Promise<LoadedModel> {
  const deadline = Date.now() + MAX_WAIT_MS;
  while (Date.now() < deadline) {
    const stored = await readModel(key);
    if (stored) return loadedFrom(stored);
    if (await claimTraining(key)) return loadedFrom(await trainPhrases(key, labelled));
    if ((await readModelState(key))?.status === "training") await sleep(POLL_MS);
  }
  throw new DomainError("unavailable", "The bot is still learning its phrases. Try again in a minute.", {
    retryAfter: 60,
  });
}

function loadedFrom({ bytes, calibration }: { bytes: Buffer; calibration: { threshold: number } }): LoadedModel {
  return {
    model: decodeModel(bytes),
    threshold: calibration.threshold,
    bytes: bytes.length,
    notedAt: Date.now(),
  };
}
