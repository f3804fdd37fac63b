import { signUpCustomer } from "../../e2e/support/customer-client.ts";
import { startProduct } from "../../e2e/support/start-product.ts";
import { CLIENTS, measureChat, warmUp, type ChatFigures } from "./chat-turns.ts";
import { measureMachine } from "./machine.ts";
import { measureCustomChannel, type CustomChannelFigures } from "./custom-channel.ts";
import { startCounterparts } from "./model-server.ts";
import { makeBenchBot } from "./bench-bot.ts";
import { runEvents } from "./events/run-events.ts";
import { runHostile } from "./hostile/run-hostile.ts";
import { runIntents } from "./intents/run-intents.ts";
import { runKnowledge } from "./knowledge/run-knowledge.ts";
import { runWidget } from "./widget/run-widget.ts";
import { round } from "./statistics.ts";
import { writeResults } from "./write-results.ts";

/** Fixed latencies of the counterparts; a turn's overhead is its time beyond their measured times. */
const LATENCY = { modelMs: 50, webhookMs: 10 };

interface Figures {
  startMs: { first: number; later: number };
  /** The median round trip to a bare server before and after the turns, to show the machine's own speed. */
  bareRoundTripMs: { before: number; after: number };
  chat: ChatFigures[];
  customChannel: CustomChannelFigures;
}

/** `npm run bench`: starts the built product and measures it from the outside. With `hostile`, `intents`, `events`, `knowledge` or `widget`: the other benchmarks. */
async function main(): Promise<void> {
  const env = { PARLEY_ALLOWED_PRIVATE_HOSTS: "127.0.0.1" };
  const first = performance.now();
  const product = await startProduct({ env });
  const firstMs = performance.now() - first;
  const counterparts = await startCounterparts(LATENCY);
  try {
    const later = performance.now();
    await product.restart();
    const laterMs = performance.now() - later;
    const customer = await signUpCustomer(product.url);
    const bot = await makeBenchBot(customer, counterparts);
    const before = await measureMachine();
    await warmUp(product.url, bot.webChannel);
    const chat: ChatFigures[] = [];
    const about = { url: product.url, publicId: bot.webChannel, counterparts };
    for (const client of CLIENTS) {
      for (const atOnce of [1, 16]) chat.push(await measureChat({ ...about, client, atOnce }));
    }
    const after = await measureMachine();
    const customChannel = await measureCustomChannel({
      url: product.url,
      trpc: customer.trpc,
      channelId: bot.customChannel,
    });
    const startMs = { first: round(firstMs), later: round(laterMs) };
    report({ startMs, bareRoundTripMs: { before, after }, chat, customChannel });
  } finally {
    counterparts.close();
    await product.stop();
  }
}

function report(figures: Figures): void {
  console.log(`\nStart (built): first ${figures.startMs.first} ms, later ${figures.startMs.later} ms\n`);
  const { before, after } = figures.bareRoundTripMs;
  console.log(
    `The machine: ${before} ms for a round trip to a bare server after a pause, ${after} ms after the turns\n`,
  );
  console.log(
    `One turn with one webhook action through the chat endpoint (2 × ${LATENCY.modelMs} ms model + ${LATENCY.webhookMs} ms webhook)`,
  );
  console.table(
    figures.chat.map((row) => ({
      client: row.client,
      concurrent: row.atOnce,
      turns: row.turn.count,
      "p50 ms": row.turn.p50,
      "p95 ms": row.turn.p95,
      "counterparts ms": row.counterpartsMs,
      "overhead p50 ms": row.overhead.p50,
      "overhead p95 ms": row.overhead.p95,
      "× counterparts": row.ratio,
      "turns/s": row.perSecond,
      failed: row.failed,
    })),
  );
  console.log("Custom channel, end to end: POSTed message → answer at the channel's webhook");
  console.table([figures.customChannel]);
  writeResults("", figures);
}

/** Runs a benchmark by its name. Returns whether its goals were met. */
async function run(kind: string | undefined, args: string[]): Promise<boolean> {
  if (kind === "hostile") return runHostile(args);
  if (kind === "widget") return runWidget();
  if (kind === "events") return runEvents(args);
  if (kind === "knowledge") return runKnowledge(args);
  if (kind === "intents") runIntents(args[0]);
  else await main();
  return true;
}

const [kind, ...args] = process.argv.slice(2);
process.exit((await run(kind, args)) ? 0 : 1);
