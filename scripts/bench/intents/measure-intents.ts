import { decodeModel, encodeModel } from "../../../server/scenario/matching/model/model-format.ts";
import { type PhraseModel, rankLabels } from "../../../server/scenario/matching/model/phrase-model.ts";
import { type LabelledPhrases, trainModel } from "../../../server/scenario/matching/model/train-model.ts";
import { round, summarise } from "../statistics.ts";
import type { Clinc } from "./read-clinc.ts";

/** A text's best intent, with its score. */
interface Answer {
  intent: string;
  score: number;
  isRight: boolean;
}

/** Shares from 0 to 1. */
interface Quality {
  threshold: number;
  /** The share of texts with an intent that get the right one, with a score above the threshold. */
  inScope: number;
  /** The share of texts without an intent whose score is below the threshold. */
  refused: number;
}

export interface IntentFigures {
  phrases: number;
  /** Of the training, which includes the measurement of the threshold. */
  seconds: number;
  cpuSeconds: number;
  megabytes: number;
  /** Milliseconds of one match. */
  match: { p50: number; p95: number; max: number };
  withoutThreshold: number;
  /** At the threshold that the training measured from the phrases alone. */
  measured: Quality;
  /** At the threshold chosen on the validation split. */
  chosen: Quality;
  /** In scope at given recalls of texts without an intent, on the test split itself. */
  curve: Quality[];
}

/** The recall of texts without an intent that the threshold chosen on the validation split must have there. */
const WANTED_REFUSED = 0.85;
const RECALLS = [0.5, 0.7, 0.8, 0.9];

/** Trains on the training split with at most `perIntent` phrases of each intent, and measures on the test split. */
export function measureIntents(clinc: Clinc, perIntent: number): IntentFigures {
  const labelled = groupByIntent(clinc.train, perIntent);
  const started = performance.now();
  const cpu = process.cpuUsage();
  const trained = trainModel(labelled);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const bytes = encodeModel(trained.model);
  const model = decodeModel(bytes);
  const times: number[] = [];
  const answers = (texts: Clinc["test"]) => texts.map(([text, intent]) => answer(model, text, intent, times));
  const [own, others] = [answers(clinc.test), answers(clinc.oos_test)];
  const threshold = chooseThreshold(answers(clinc.oos_val), WANTED_REFUSED);
  return {
    phrases: labelled.reduce((sum, { phrases }) => sum + phrases.length, 0),
    seconds: round(seconds),
    cpuSeconds: round((user + system) / 1e6),
    megabytes: round(bytes.length / 1e6, 100),
    match: summarise(times, 100),
    withoutThreshold: qualityAt(0, own, others).inScope,
    measured: qualityAt(trained.calibration.threshold, own, others),
    chosen: qualityAt(threshold, own, others),
    curve: RECALLS.map((recall) => qualityAt(chooseThreshold(others, recall), own, others)),
  };
}

function groupByIntent(texts: Clinc["train"], most: number): LabelledPhrases[] {
  const groups = new Map<string, string[]>();
  for (const [text, intent] of texts) {
    const phrases = groups.get(intent) ?? [];
    if (phrases.length < most) groups.set(intent, [...phrases, text]);
  }
  return [...groups].map(([label, phrases]) => ({ label, phrases }));
}

function answer(model: PhraseModel, text: string, intent: string, times: number[]): Answer {
  const started = performance.now();
  const [best] = rankLabels(model, text);
  times.push(performance.now() - started);
  const found = best ? (model.labels[best.label] ?? "") : "";
  return { intent: found, score: best?.score ?? 0, isRight: found === intent };
}

/** Returns the lowest threshold that refuses this share of the texts. */
function chooseThreshold(answers: Answer[], refused: number): number {
  const scores = answers.map(({ score }) => score).toSorted((a, b) => a - b);
  return (scores[Math.ceil(refused * scores.length) - 1] ?? 0) + 1e-9;
}

function qualityAt(threshold: number, own: Answer[], others: Answer[]): Quality {
  const right = own.filter(({ isRight, score }) => isRight && score >= threshold).length;
  const refused = others.filter(({ score }) => score < threshold).length;
  return {
    threshold: round(threshold, 1000),
    inScope: round(right / own.length, 1000),
    refused: round(refused / others.length, 1000),
  };
}
