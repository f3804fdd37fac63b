import { type Calibration, fitScore, measureThreshold, partsToTry, tryPart } from "./calibrate.ts";
import { fitModel } from "./fit-model.ts";
import type { PhraseModel } from "./phrase-model.ts";
import { phraseHash, readFeatures } from "./read-features.ts";

/** The phrases of a label, which is the id of an interaction. */
export interface LabelledPhrases {
  label: string;
  phrases: string[];
}

export interface TrainedModel {
  model: PhraseModel;
  calibration: Calibration;
}

/**
 * Trains a classifier, and measures its scores and threshold by leaving out phrases. The same input always gives the
 * same result.
 * @param onProgress Called with the share that is done, from 0 to 1.
 */
export function trainModel(input: LabelledPhrases[], onProgress: (share: number) => void = () => {}): TrainedModel {
  const labels = input.map(({ label }) => label);
  const rows = input.flatMap(({ phrases }, label) =>
    phrases.map((text) => ({ label, features: readFeatures(text), hash: phraseHash(text) })),
  );
  const parts = partsToTry(rows.length);
  const fits = parts + 1;
  const trials = Array.from({ length: parts }, (_, part) =>
    tryPart(labels, rows, part, (share) => onProgress((part + share) / fits)),
  ).flat();
  const fitted = fitModel(labels, rows, (share) => onProgress((parts + share) / fits));
  const score = fitScore(trials, labels.length);
  return { model: { ...fitted, ...score }, calibration: measureThreshold(trials, labels.length, score) };
}
