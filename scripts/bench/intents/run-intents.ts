import { writeResults } from "../write-results.ts";
import { measureIntents } from "./measure-intents.ts";
import { CLINC_PATH, readClinc } from "./read-clinc.ts";

/** Phrases of each intent: all, and as few as small bots have. */
const SIZES = [100, 10, 5];

/** Measured elsewhere with the same splits: in scope without a threshold, and at a recall of 0.8. */
const BASELINES = [
  { method: "nearest neighbour", "in scope": 0.81, "in scope at recall 0.8": 0.72 },
  { method: "Naive Bayes", "in scope": 0.86, "in scope at recall 0.8": 0.735 },
];

/** Measures how well messages are matched with interactions, and prints it. `path` is that of CLINC150. */
export function runIntents(path = CLINC_PATH): void {
  const clinc = readClinc(path);
  if (!clinc) {
    console.log(`The evaluation set CLINC150 is not at ${path}, so that nothing was measured.`);
    return;
  }
  const figures = SIZES.map((size) => ({ size, ...measureIntents(clinc, size) }));
  const [all] = figures;
  console.log(
    "\nCLINC150: trained on its training split, measured on its test split (150 intents; in scope = right intent",
  );
  console.log("and above the threshold; recall = share of the texts without an intent below it)");
  console.table(
    figures.map((row) => ({
      "phrases/intent": row.size,
      phrases: row.phrases,
      "in scope, no threshold": row.withoutThreshold,
      "training s": row.seconds,
      "training cpu s": row.cpuSeconds,
      "model MB": row.megabytes,
      "match p50 ms": row.match.p50,
      "match p95 ms": row.match.p95,
    })),
  );
  console.log("Thresholds: measured from the phrases alone (what a new bot uses), and chosen on the validation split");
  console.table(
    figures.flatMap(({ size, measured, chosen }) => [
      { "phrases/intent": size, chosen: "from the phrases", ...measured },
      { "phrases/intent": size, chosen: "on validation", ...chosen },
    ]),
  );
  console.log("In scope at recalls of the test split");
  console.table(figures.flatMap(({ size, curve }) => curve.map((point) => ({ "phrases/intent": size, ...point }))));
  console.log("Other methods with all phrases");
  console.table([
    ...BASELINES,
    {
      method: "this one",
      "in scope": all?.withoutThreshold,
      "in scope at recall 0.8": all?.curve.find(({ refused }) => refused >= 0.8)?.inScope,
    },
  ]);
  writeResults("intents", figures);
}
