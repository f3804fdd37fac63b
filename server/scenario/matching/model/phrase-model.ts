import { type FeatureKind, phraseHash, readFeatures } from "./read-features.ts";

/**
 * A linear classifier of texts by their features. The arrays are as they are stored (model-format.ts), so that nothing
 * is computed when a model is read.
 */
export interface PhraseModel {
  /** The ids of interactions; everything else refers to them by position. */
  labels: string[];
  /** Sorted. */
  features: Uint32Array;
  /** How much each feature says, by its rarity among the phrases. */
  rarities: Float32Array;
  /** The rarity of a feature that no phrase has. */
  unknownRarity: number;
  bias: Float32Array;
  /** The weights of feature i are those from `weightStarts[i]` to `weightStarts[i + 1]`. */
  weightStarts: Uint32Array;
  weightLabels: Uint16Array;
  /** In units of the feature's scale. */
  weights: Int8Array;
  weightScales: Float32Array;
  /** The hashes of the phrases, sorted, and the label of each. */
  phrases: Uint32Array;
  phraseLabels: Uint16Array;
  /** The evidence at which a label is as likely right as wrong, and how fast the score rises there. */
  middle: number;
  slope: number;
}

export interface RankedLabel {
  label: number;
  /** From 0 to 1; 1 for a phrase as it was written. */
  score: number;
}

export interface Evidence {
  label: number;
  /** How much the text speaks for the label; rises without limit. */
  evidence: number;
}

const MOST_RANKED = 5;

/** Returns the labels whose phrases are closest to a text, best first; none for a text without any known feature. */
export function rankLabels(model: PhraseModel, text: string): RankedLabel[] {
  const ranked = collectEvidence(model, readFeatures(text), MOST_RANKED).map(({ label, evidence }) => ({
    label,
    score: scoreOf(evidence, model),
  }));
  const own = labelsOf(model, phraseHash(text)).map((label) => ({ label, score: 1 }));
  const others = ranked.filter(({ label }) => own.every((one) => one.label !== label));
  return [...own, ...others].slice(0, MOST_RANKED);
}

/** Returns the score from 0 to 1 for an amount of evidence. */
export function scoreOf(evidence: number, { middle, slope }: Pick<PhraseModel, "middle" | "slope">): number {
  return 1 / (1 + Math.exp(-slope * (evidence - middle)));
}

/** Unknown words count more than in proportion; measured on CLINC150's training and validation sets. */
const KNOWN_POWER = 1.5;

/**
 * Returns the labels that a text speaks for most. The evidence is the classifier's value above the mean of all labels,
 * reduced by the share of the text that occurs in no phrase: what the bot has no words for is rather not its subject.
 */
export function collectEvidence(model: PhraseModel, features: Uint32Array, most: number): Evidence[] {
  const vector = vectorOf(model, features);
  if (vector.positions.length === 0) return [];
  const values = activate(model, vector);
  // A label that knows nothing is counted as well, so that a bot with a single label has something to compare with.
  const unbiased = model.bias.reduce((sum, value) => sum + value, 0) / model.bias.length;
  const mean = values.reduce((sum, value) => sum + value, unbiased) / (values.length + 1);
  const factor = vector.known ** KNOWN_POWER;
  return largest(values, most).map((label) => ({ label, evidence: factor * ((values[label] ?? 0) - mean) }));
}

/** A text as known features and their values, of length 1 together. */
interface KnownFeatures {
  positions: number[];
  values: number[];
  /** The share of the text that is known, from 0 to 1. */
  known: number;
}

function vectorOf(model: PhraseModel, features: Uint32Array): KnownFeatures {
  const positions: number[] = [];
  const values: number[] = [];
  let squares = 0;
  let unknown = 0;
  for (const feature of features) {
    const position = positionOf(model.features, feature);
    if (position < 0) unknown += weightOf(feature, model.unknownRarity) ** 2;
    else {
      const value = weightOf(feature, model.rarities[position] ?? 0);
      positions.push(position);
      values.push(value);
      squares += value ** 2;
    }
  }
  const length = Math.sqrt(squares) || 1;
  const known = Math.sqrt(squares / (squares + unknown || 1));
  return { positions, values: values.map((value) => value / length), known };
}

/** How much the kinds of features count: sequences of characters are many, and pairs of words say most. */
const KIND_WEIGHTS: Record<FeatureKind, number> = { 0: 1, 1: 1.2, 2: 0.7 };

/** Returns the weight of a feature before its text's features are scaled to length 1. */
export function weightOf(feature: number, rarity: number): number {
  const kind = feature & 3;
  return rarity * (kind === 0 || kind === 1 || kind === 2 ? KIND_WEIGHTS[kind] : 0);
}

/** Returns the position of a feature in the sorted list, or -1. */
function positionOf(features: Uint32Array, feature: number): number {
  let low = 0;
  let high = features.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = features[middle] ?? 0;
    if (found === feature) return middle;
    if (found < feature) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function activate(model: PhraseModel, { positions, values }: KnownFeatures): Float64Array {
  const { weightStarts, weightLabels, weights, weightScales } = model;
  const sums = Float64Array.from(model.bias);
  positions.forEach((position, i) => {
    const factor = (values[i] ?? 0) * (weightScales[position] ?? 0);
    const end = weightStarts[position + 1] ?? 0;
    for (let at = weightStarts[position] ?? 0; at < end; at += 1) {
      const label = weightLabels[at] ?? 0;
      sums[label] = (sums[label] ?? 0) + factor * (weights[at] ?? 0);
    }
  });
  return sums;
}

/** Returns the positions of the largest values, largest first. */
function largest(values: Float64Array, count: number): number[] {
  return [...values.keys()].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b).slice(0, count);
}

/** Returns the labels that have exactly this phrase. */
function labelsOf({ phrases, phraseLabels }: PhraseModel, hash: number): number[] {
  const found: number[] = [];
  let at = positionOf(phrases, hash);
  if (at < 0) return found;
  while (at > 0 && phrases[at - 1] === hash) at -= 1;
  for (; phrases[at] === hash; at += 1) {
    const label = phraseLabels[at] ?? 0;
    if (!found.includes(label)) found.push(label);
  }
  return found;
}
