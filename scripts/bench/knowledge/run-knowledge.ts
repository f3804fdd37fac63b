import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { startEmbeddedPostgres } from "../../../db/embedded/postgres.ts";
import { migrateDatabase } from "../../../db/migrate.ts";
import { round } from "../statistics.ts";
import { writeResults } from "../write-results.ts";
import type { KnowledgeFigures } from "./measure.ts";
import { type Goal, goalsOf } from "./goals.ts";
import { readSets, type Sets } from "./read-sets.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");
/** Where the evaluation sets are by default. */
const EVAL = path.resolve(ROOT, "../shared/eval");

/**
 * Measures how well and how fast the knowledge base is searched, on an embedded database and without a model. Returns
 * whether the goals were met. `--rows`: the chunks among which searches are timed.
 */
export async function runKnowledge(args: string[]): Promise<boolean> {
  const { values } = parseArgs({ args, options: { rows: { type: "string", default: "100000" } } });
  const folder = process.env["PARLEY_EVAL"] || EVAL;
  const sets = readSets(folder);
  if (!sets) {
    console.log(`The evaluation sets are not in ${folder} (PARLEY_EVAL), so that nothing was measured.`);
    return true;
  }
  const figures = await withDatabase((bundle) => measure(bundle, sets, Number(values.rows)));
  const goals = goalsOf(figures);
  report(figures, goals);
  writeResults("knowledge", { ...figures, goals });
  return goals.every(({ isMet }) => isMet);
}

async function withDatabase<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), "parley-bench-"));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({ dir: path.join(folder, "db"), durable: true });
  try {
    await migrateDatabase(server.url);
    Object.assign(process.env, {
      DATABASE_URL: server.localUrl,
      PARLEY_SECRET: "x".repeat(40),
      PARLEY_URL: "http://localhost",
      INNGEST_DEV: "1",
    });
    return await work(folder);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Bundles the measurement within the repository, whose packages it needs. */
async function measure(folder: string, sets: Sets, rows: number): Promise<KnowledgeFigures> {
  const outfile = path.join(ROOT, "node_modules/.cache", path.basename(folder), "measure.mjs");
  await build({
    entryPoints: [path.join(import.meta.dirname, "measure.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "warning",
    tsconfig: path.join(ROOT, "tsconfig.json"),
  });
  try {
    const bundled: typeof import("./measure.ts") = await import(pathToFileURL(outfile).href);
    return await bundled.measureKnowledge(sets, rows);
  } finally {
    rmSync(path.dirname(outfile), { recursive: true, force: true });
  }
}

function report({ figures, thresholds, speed }: KnowledgeFigures, goals: Goal[]): void {
  console.log("\nWhat is found (XQuAD: its four languages in one index; baseline: PostgreSQL's ts_rank_cd)");
  console.table(
    figures.map(({ set, language, passages, product, baseline }) => ({
      set,
      language,
      passages,
      queries: product.queries,
      "hit@1": round(product.hitAt1, 1000),
      "baseline hit@1": round(baseline.hitAt1, 1000),
      MAP: round(product.map, 1000),
      "baseline MAP": round(baseline.map, 1000),
      "nDCG@10": round(product.ndcgAt10, 1000),
      "baseline nDCG@10": round(baseline.ndcgAt10, 1000),
    })),
  );
  console.log("When a hit is good enough: questions of XQuAD with an answer that keep it, and questions of CLINC150");
  console.log("without one that are told so (oos_test; oos_val, by which the threshold was chosen)");
  console.table(
    thresholds.map(({ threshold, kept, refused, refusedWhenChosen }) => ({
      threshold,
      ...Object.fromEntries(Object.entries(kept).map(([language, share]) => [`${language} kept`, round(share, 1000)])),
      "oos_test refused": round(refused, 1000),
      "oos_val refused": round(refusedWhenChosen, 1000),
    })),
  );
  console.log("Speed");
  console.table([
    {
      chunks: speed.chunks,
      "indexed/s": speed.chunksPerSecond,
      "statistics ms": speed.statisticsMs,
      "search p50 ms": speed.search.p50,
      "search p95 ms": speed.search.p95,
      "search max ms": speed.search.max,
      answered: speed.answered,
      "database MB": speed.databaseMegabytes,
    },
  ]);
  console.log("Goals");
  console.table(goals);
}
