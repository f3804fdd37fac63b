/**
 * Starts the whole product on this machine and keeps it running: database, build, app, durable executor. Run by
 * scripts/up.mjs. README.md describes HOST, PORT, PARLEY_DATA_DIR and --dev.
 */
import path from "node:path";
import type { Part } from "./child-process.ts";
import { withReachableDataDir } from "./choose-data-dir.ts";
import { createProgress, formatDuration } from "./progress.ts";
import { loadEnvironmentFiles, readSettings, type Settings, shownAddress } from "./settings.ts";
import { startProduct } from "./start-product.ts";

/** npm, the terminal and up.mjs may each deliver the same Ctrl-C. */
const SAME_SIGNAL_MS = 300;
/** How long a part may take to finish its work; after another part has crashed, that work can't succeed. */
const GRACE_MS = { asked: 5_000, died: 1_000 };

const startedAt = performance.now();
const progress = createProgress();
const stopping = new AbortController();
const parts: Part[] = [];
process.exit(await run());

async function run(): Promise<number> {
  listenForStop();
  let code = 0;
  try {
    loadEnvironmentFiles(path.resolve(import.meta.dirname, "../.."));
    const asked = readSettings(process.argv.slice(2), process.env);
    const settings = asked.dataDirGiven ? asked : withReachableDataDir(asked, progress);
    const { died } = await startProduct(settings, { progress, signal: stopping.signal, parts });
    progress.say(greeting(settings));
    await Promise.race([died, aborted(stopping.signal)]);
  } catch (error) {
    if (!stopping.signal.aborted) {
      code = 1;
      console.error(`\n✗ ${describe(error)}`);
    }
  }
  // Stop in reverse order: the app finishes its requests while executor and database still work.
  for (const part of parts.toReversed()) await part.stop(code === 0 ? GRACE_MS.asked : GRACE_MS.died);
  if (code === 0) progress.say("Parley has stopped.");
  return code;
}

/** The first Ctrl-C or SIGTERM, or the parent's end, stops the parts in order; the next one stops immediately. */
function listenForStop(): void {
  let first: number | undefined;
  const stop = () => {
    if (first === undefined) {
      first = performance.now();
      progress.say("Stopping …");
      stopping.abort();
    } else if (performance.now() - first > SAME_SIGNAL_MS) {
      for (const part of parts) part.kill();
      process.exit(130);
    }
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  if (process.channel) {
    process.once("disconnect", stop);
    process.channel.unref();
  }
  // A closed terminal or pipe must not interrupt the orderly stop.
  process.stdout.on("error", () => {});
  process.stderr.on("error", () => {});
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function greeting(settings: Settings): string {
  const { dataDir, root, dev } = settings;
  const folder = path.relative(root, dataDir);
  return [
    "",
    `  Parley is ready:  ${shownAddress(settings)}`,
    `  Data folder       ${folder.startsWith("..") ? dataDir : folder}`,
    `  Mode              ${dev ? "development" : "production"}, started in ${formatDuration(performance.now() - startedAt)}`,
    "  Stop with Ctrl-C",
    "",
  ].join("\n");
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "ENOSPC") {
    return `The disk is full (${error.message}). Free some space, then start again.`;
  }
  return error.message;
}
