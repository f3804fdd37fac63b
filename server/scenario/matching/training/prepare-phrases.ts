import { db } from "@/db/client";
import { dispatch, enqueue } from "@/server/outbox/outbox";
import type { Scenario } from "@/server/schemas/scenario/scenario";
import { loadModel } from "../load-model";
import { countPhrases, phrasesOf } from "../phrases-of";
import { claimTraining, type PhraseKey, readModelState } from "../stored-models";

/** Up to this many phrases are trained within the request; it takes about a second. */
const MAX_WITHIN_REQUEST = 2_000;

/** `progress` is the share that is done, from 0 to 1; `phraseKey` names the training (see `getTraining`). */
export type Preparation = { state: "ready" } | { state: "training"; progress: number; phraseKey: string };

/**
 * Makes sure that the model of a draft's phrases exists: trains few phrases immediately, and requests the training of
 * many, which continues after the request. Call it again to see how far it is.
 * @throws DomainError unavailable when the phrases cannot be trained.
 */
export async function preparePhrases(
  workspaceId: string,
  botId: string,
  scenario: Scenario | undefined,
): Promise<Preparation> {
  if (!scenario?.settings.enabled || scenario.phraseModel === null) return { state: "ready" };
  const key = { workspaceId, phraseKey: scenario.phraseModel };
  const labelled = phrasesOf(scenario.interactions);
  if (countPhrases(labelled) > MAX_WITHIN_REQUEST) return requestTraining(key, botId);
  await loadModel(key, labelled);
  return { state: "ready" };
}

/** Requests a training unless one runs. One that crashed is requested again. */
async function requestTraining(key: PhraseKey, botId: string): Promise<Preparation> {
  const state = await readModelState(key);
  if (state?.status === "ready") return { state: "ready" };
  if (state?.status === "training" && !state.isLost)
    return { state: "training", progress: state.progress, phraseKey: key.phraseKey };
  const owed = await db.transaction(async (tx) => {
    if (!(await claimTraining(key, tx))) return [];
    return enqueue(tx, [{ name: "scenario/training.requested", data: { ...key, botId } }]);
  });
  await dispatch(owed);
  return { state: "training", progress: 0, phraseKey: key.phraseKey };
}
