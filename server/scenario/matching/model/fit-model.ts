import type { PhraseModel } from "./phrase-model.ts";
import { weightOf } from "./phrase-model.ts";
import { type Examples, type DenseWeights, trainWeights } from "./train-weights.ts";

/** A phrase after reading. */
export interface PhraseRow {
  /** The position of its label. */
  label: number;
  features: Uint32Array;
  hash: number;
}

type FittedModel = Omit<PhraseModel, "middle" | "slope">;

/** Features of a single phrase help only where phrases are few. */
const MANY_PHRASES = 2_000;
/** Limits memory to 256 MB. */
const MAX_WEIGHTS = 64 * 1024 * 1024;
/** Smaller weights are left out: together they change no ranking. */
const LEAST_WEIGHT = 0.1;
const MAX_INT8 = 127;

/**
 * Fits a classifier to phrases; its scores are not calibrated yet.
 * @param onProgress Called with the share that is done, from 0 to 1.
 */
export function fitModel(labels: string[], rows: PhraseRow[], onProgress: (share: number) => void): FittedModel {
  const vocabulary = chooseFeatures(rows, labels.length);
  const examples = asExamples(rows, vocabulary);
  const epochs = epochsFor(rows.length);
  const size = { features: vocabulary.features.length, labels: labels.length, epochs };
  let done = 0;
  const dense = trainWeights(examples, size, () => onProgress((done += 1) / epochs));
  const inOrder = rows.toSorted((a, b) => a.hash - b.hash || a.label - b.label);
  return {
    labels,
    features: vocabulary.features,
    rarities: vocabulary.rarities,
    unknownRarity: rarity(0, rows.length),
    bias: dense.bias,
    phrases: Uint32Array.from(inOrder, ({ hash }) => hash),
    phraseLabels: Uint16Array.from(inOrder, ({ label }) => label),
    ...compact(dense),
  };
}

/** Returns how often all phrases are learnt: the fewer they are, the more often. */
function epochsFor(phrases: number): number {
  return Math.max(8, Math.min(30, Math.round(40_000 / Math.max(1, phrases))));
}

interface Vocabulary {
  features: Uint32Array;
  rarities: Float32Array;
  positions: Map<number, number>;
}

function chooseFeatures(rows: PhraseRow[], labels: number): Vocabulary {
  const counts = new Map<number, number>();
  for (const row of rows) for (const feature of row.features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  let least = rows.length > MANY_PHRASES ? 2 : 1;
  let chosen = [...counts].filter(([, count]) => count >= least);
  while (chosen.length * labels > MAX_WEIGHTS) {
    least += 1;
    chosen = chosen.filter(([, count]) => count >= least);
  }
  chosen.sort(([a], [b]) => a - b);
  return {
    features: Uint32Array.from(chosen, ([feature]) => feature),
    rarities: Float32Array.from(chosen, ([, count]) => rarity(count, rows.length)),
    positions: new Map(chosen.map(([feature], position) => [feature, position])),
  };
}

/** The inverse document frequency, smoothed. */
function rarity(count: number, of: number): number {
  return 1 + Math.log((1 + of) / (1 + count));
}

function asExamples(rows: PhraseRow[], { positions, rarities }: Vocabulary): Examples {
  const starts = new Uint32Array(rows.length + 1);
  const features: number[] = [];
  const values: number[] = [];
  rows.forEach((row, i) => {
    const known = [...row.features].flatMap((feature) => {
      const position = positions.get(feature);
      return position === undefined ? [] : [{ position, value: weightOf(feature, rarities[position] ?? 0) }];
    });
    const length = Math.sqrt(known.reduce((sum, { value }) => sum + value ** 2, 0)) || 1;
    for (const { position, value } of known) {
      features.push(position);
      values.push(value / length);
    }
    starts[i + 1] = features.length;
  });
  const labels = Uint16Array.from(rows, ({ label }) => label);
  return { starts, features: Uint32Array.from(features), values: Float32Array.from(values), labels };
}

/** Keeps the weights that matter, in one byte each. */
function compact({ weights, bias }: DenseWeights) {
  const width = bias.length;
  const count = width === 0 ? 0 : weights.length / width;
  const weightStarts = new Uint32Array(count + 1);
  const weightScales = new Float32Array(count);
  const kept = weights.reduce((sum, weight) => sum + (Math.abs(weight) < LEAST_WEIGHT ? 0 : 1), 0);
  const weightLabels = new Uint16Array(kept);
  const small = new Int8Array(kept);
  let at = 0;
  for (let feature = 0; feature < count; feature += 1) {
    const row = weights.subarray(feature * width, (feature + 1) * width);
    const scale = row.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / MAX_INT8;
    weightScales[feature] = scale;
    for (let label = 0; label < width; label += 1) {
      const weight = row[label] ?? 0;
      if (Math.abs(weight) < LEAST_WEIGHT) continue;
      weightLabels[at] = label;
      small[at] = Math.round(weight / scale);
      at += 1;
    }
    weightStarts[feature + 1] = at;
  }
  return { weightStarts, weightScales, weightLabels, weights: small };
}
