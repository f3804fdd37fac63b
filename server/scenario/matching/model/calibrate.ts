import { collectEvidence, type PhraseModel, scoreOf } from "./phrase-model.ts";
import { fitModel, type PhraseRow } from "./fit-model.ts";

/** A phrase that the classifier had not seen, and the label that it preferred. */
export interface Trial {
  evidence: number;
  outcome: "right" | "wrong" | "foreign";
}

/** This many phrases are enough for a measurement, however many the bot has. */
const ENOUGH = 2_000;
const FOLDS = 5;

/** Returns how many of the five parts are left out, one after the other. */
export function partsToTry(phrases: number): number {
  return Math.max(1, Math.min(FOLDS, Math.ceil((ENOUGH * FOLDS) / Math.max(1, phrases))));
}

/**
 * Leaves out a fifth of each label's phrases, and a fifth of the labels with all their phrases, which then are what
 * the bot has no label for. Returns how the left-out phrases fare with a classifier of the others.
 */
export function tryPart(
  labels: string[],
  rows: PhraseRow[],
  part: number,
  onProgress: (share: number) => void,
): Trial[] {
  const isForeign = (label: number) => label % FOLDS === part;
  const isLeftOut = rows.map(({ label }, i) => isForeign(label) || (i + label) % FOLDS === part);
  const learnt = rows.filter((_, i) => !isLeftOut[i]);
  if (learnt.length === 0) return [];
  const present = [...new Set(learnt.map(({ label }) => label))];
  const places = new Map(present.map((label, place) => [label, place]));
  const moved = learnt.map((row) => ({ ...row, label: places.get(row.label) ?? 0 }));
  const fitted = fitModel(
    present.map((label) => labels[label] ?? ""),
    moved,
    onProgress,
  );
  const model = { ...fitted, middle: 0, slope: 1 };
  return rows.filter((_, i) => isLeftOut[i]).map((row) => tryRow(model, row, places.get(row.label)));
}

function tryRow(model: PhraseModel, row: PhraseRow, right: number | undefined): Trial {
  const [best] = collectEvidence(model, row.features, 1);
  const outcome = right === undefined ? "foreign" : best?.label === right ? "right" : "wrong";
  return { evidence: best?.evidence ?? 0, outcome };
}

/** Used as far as a bot has too few phrases to measure its own: what bots of 2 to 30 interactions with 1 to 3 phrases have. */
const USUAL = { middle: 1.1, slope: 2, threshold: 0.35 };
/** The usual values count as much as this many trials. */
const USUAL_COUNTS = 40;
/** A left-out label changes a bot that has few of them, so that its trials then say less. */
const COUNTED_PER_LABEL = 10;

/** Returns the evidence at which a label is as likely right as wrong, and how fast that changes there. */
export function fitScore(trials: Trial[], labels: number): Pick<PhraseModel, "middle" | "slope"> {
  const right = trials.filter(({ outcome }) => outcome === "right").map(({ evidence }) => evidence);
  const others = trials.filter(({ outcome }) => outcome !== "right").map(({ evidence }) => evidence);
  if (right.length === 0 || others.length === 0) return USUAL;
  const measured = logisticRegression(right, others);
  const own = countOf(right.length, others.length, labels);
  return {
    middle: mixed(measured.middle, USUAL.middle, own),
    slope: Math.exp(mixed(Math.log(measured.slope), Math.log(USUAL.slope), own)),
  };
}

function countOf(some: number, others: number, labels: number): number {
  return Math.min(2 * Math.min(some, others), COUNTED_PER_LABEL * labels);
}

function mixed(own: number, usual: number, count: number): number {
  return (own * count + usual * USUAL_COUNTS) / (count + USUAL_COUNTS);
}

const STEPS = 50;
const LEAST_SLOPE = 0.1;
const MAX_SLOPE = 4;

/** Fits 1 / (1 + e^(-slope × (x - middle))) by Newton's method; both groups count the same. */
function logisticRegression(ones: number[], zeros: number[]): { middle: number; slope: number } {
  const points = [
    ...ones.map((x) => ({ x, y: 1, weight: 1 / ones.length })),
    ...zeros.map((x) => ({ x, y: 0, weight: 1 / zeros.length })),
  ];
  let offset = -USUAL.middle * USUAL.slope;
  let slope = USUAL.slope;
  for (let step = 0; step < STEPS; step += 1) {
    // The small numbers keep groups that do not overlap from an endless slope.
    let [gradientOffset, gradientSlope] = [0, 1e-3 * (slope - USUAL.slope)];
    let [aa, ab, bb] = [1e-6, 0, 1e-3];
    for (const { x, y, weight } of points) {
      const p = 1 / (1 + Math.exp(-(offset + slope * x)));
      const curvature = weight * p * (1 - p);
      gradientOffset += weight * (p - y);
      gradientSlope += weight * (p - y) * x;
      aa += curvature;
      ab += curvature * x;
      bb += curvature * x * x;
    }
    const determinant = aa * bb - ab * ab || 1;
    offset -= limited((bb * gradientOffset - ab * gradientSlope) / determinant);
    slope -= limited((aa * gradientSlope - ab * gradientOffset) / determinant);
  }
  slope = Math.max(LEAST_SLOPE, Math.min(MAX_SLOPE, slope));
  return { middle: -offset / slope, slope };
}

/** Newton's steps may be far too large where the curve is flat. */
function limited(step: number): number {
  return Math.max(-1, Math.min(1, step));
}

export interface Calibration {
  threshold: number;
  /** How many left-out phrases it was measured with. */
  trials: number;
  curve: { threshold: number; right: number; refused: number }[];
}

const POINTS = 100;

/**
 * How much a refused foreign phrase counts beside a right answer. The phrases of the bot's other interactions resemble
 * its subject more than most of what customers ask besides, so that far more of the latter is refused.
 */
const REFUSED_COUNTS = 0.3;

/** Measures both curves, and chooses the threshold that loses few right answers and refuses many foreign phrases. */
export function measureThreshold(
  trials: Trial[],
  labels: number,
  score: Pick<PhraseModel, "middle" | "slope">,
): Calibration {
  const scored = trials.map(({ evidence, outcome }) => ({ score: scoreOf(evidence, score), outcome }));
  const own = scored.filter(({ outcome }) => outcome !== "foreign");
  const foreign = scored.filter(({ outcome }) => outcome === "foreign");
  const curve = Array.from({ length: POINTS + 1 }, (_, i) => {
    const threshold = i / POINTS;
    const right = own.filter((one) => one.outcome === "right" && one.score >= threshold).length;
    const refused = foreign.filter((one) => one.score < threshold).length;
    return { threshold, right: share(right, own.length), refused: share(refused, foreign.length) };
  });
  const most = curve[0]?.right || 1;
  const gains = curve.map(({ right, refused }) => right / most + REFUSED_COUNTS * refused);
  const best = Math.max(...gains);
  const equal = curve.filter((_, i) => gains[i] === best);
  const measured = equal[Math.floor(equal.length / 2)]?.threshold ?? USUAL.threshold;
  const counted = countOf(own.length, foreign.length, labels);
  const threshold = Math.round(mixed(measured, USUAL.threshold, counted) * POINTS) / POINTS;
  return { threshold, trials: trials.length, curve };
}

function share(part: number, of: number): number {
  return of === 0 ? 0 : Math.round((part / of) * 1e4) / 1e4;
}
