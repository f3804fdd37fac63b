import { DomainError } from "@/server/errors";
import { logFailure } from "@/server/log/log-failure";
import type { LabelledPhrases } from "../model/train-model";
import { failTraining, noteProgress, type PhraseKey, saveModel } from "../stored-models";
import { runTraining, type Trained } from "./run-training";

const NOTE_EVERY_MS = 1000;

/** Trains the model of a claimed training and stores it. While it runs, it notes its progress. */
export async function trainPhrases(key: PhraseKey, labelled: LabelledPhrases[]): Promise<Trained> {
  let done = 0;
  const timer = setInterval(() => {
    noteProgress(key, done).catch((error: unknown) => logFailure(key.phraseKey, "progress of a training", error));
  }, NOTE_EVERY_MS);
  try {
    const trained = await runTraining(labelled, (share) => {
      done = share;
    });
    await saveModel(key, trained.bytes, trained.calibration);
    return trained;
  } catch (error) {
    await failTraining(key, error instanceof DomainError ? error.message : "Something failed inside Parley.");
    throw error;
  } finally {
    clearInterval(timer);
  }
}
