import type { SimilarityScale } from "@/server/schemas/knowledge/embedding-setting";
import { innerProduct, unitVector } from "./unit-vector";

/** Questions with texts that answer them, with few words in common. */
const PAIRS = [
  ["How much do I pay for shipping?", "Parcels within the country are sent for 4.90 euros, abroad for 12 euros."],
  ["Can I send back what I bought?", "Goods may be returned within 30 days; the price is refunded to your card."],
  ["When are you open?", "Our shop is staffed from Monday to Friday between 9 am and 6 pm."],
  ["I forgot my password.", "To sign in again, let us e-mail you a link with which you choose new credentials."],
  ["Are dogs allowed in the hotel?", "Guests may bring pets to their rooms for an additional charge per night."],
  ["How do I become a member?", "Register in the app, choose a subscription and confirm it with your first payment."],
  ["The device does not turn on.", "If there is no light, charge the battery for an hour and hold the power button."],
  ["Do you have jobs for students?", "We offer internships and part-time positions; send your CV to our recruiters."],
] as const;

/** The texts by which the similarities of a model are understood. */
export const SCALE_TEXTS: string[] = PAIRS.flat();

/**
 * Computes what a model's similarities mean.
 * @param vectors Of `SCALE_TEXTS`.
 * @returns null if the model does not tell answers from other texts.
 */
export function scaleOf(vectors: readonly (readonly number[])[]): SimilarityScale | null {
  const units = vectors.map(unitVector);
  const questions = units.filter((_, at) => at % 2 === 0);
  const answers = units.filter((_, at) => at % 2 === 1);
  const [related, others]: [number[], number[]] = [[], []];
  for (const [at, question] of questions.entries()) {
    for (const [other, answer] of answers.entries()) {
      if (!question || !answer) return null;
      (at === other ? related : others).push(innerProduct(question, answer));
    }
  }
  const scale = { unrelated: mean(others), spread: deviation(others), related: mean(related) };
  return scale.related > scale.unrelated + scale.spread ? scale : null;
}

/** The score of a text that is as similar to the question as answers are on average. */
const SCORE_OF_RELATED = 0.75;
/** Among many texts, some about something else are similar by this many standard deviations. */
const CHANCE = 3;

/** Converts a similarity to a score from 0 to 1, which is comparable with the scores of the other legs. */
export function scoreOf(similarity: number, { unrelated, spread, related }: SimilarityScale): number {
  const from = unrelated + CHANCE * spread;
  const place = (similarity - from) / Math.max(spread, related - from);
  return Math.min(1, Math.max(0, place * SCORE_OF_RELATED));
}

function mean(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function deviation(numbers: number[]): number {
  const middle = mean(numbers);
  return Math.sqrt(mean(numbers.map((number) => (number - middle) ** 2)));
}
