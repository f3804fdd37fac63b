import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import path from "node:path";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { sendChatMessage } from "../../e2e/support/chat-client.ts";
import type { Counterparts } from "./model-server.ts";
import { round, summarise, type Summary } from "./statistics.ts";
import type { TurnOrders, TurnTimes } from "./turn-orders.ts";

/**
 * `inside`: this process, by a plain request on a connection that is kept. The others: a process of their own with a
 * browser's headers, on a kept connection, or on a new one for each turn until it is closed again.
 */
export const CLIENTS = ["inside", "outside, reused", "outside, new"] as const;
type Client = (typeof CLIENTS)[number];

export interface ChatFigures {
  client: Client;
  atOnce: number;
  /** Milliseconds from the request, or from opening its connection, to the end of the stream. */
  turn: Summary;
  /** The time that the counterparts took: 2 × the median model call + the median webhook call, as they measured it. */
  counterpartsMs: number;
  /** The turn's time without the counterparts' time. */
  overhead: Summary;
  /** The median turn divided by the counterparts' time. */
  ratio: number;
  perSecond: number;
  failed: number;
}

interface Options {
  client: Client;
  url: string;
  publicId: string;
  atOnce: number;
  counterparts: Counterparts;
}

/**
 * Enough turns for the JavaScript engine to compile the code that they use, as in a server that has run for a while.
 */
const WARM_UP = { turns: 1000, atOnce: 16 };

/** Runs turns that are not measured. */
export async function warmUp(url: string, publicId: string): Promise<void> {
  await turnsInside(ordersFor(`${url}/api/chat/${publicId}`, WARM_UP.turns, WARM_UP.atOnce));
}

/** Runs turns of new visitors, `atOnce` concurrently, and checks every answer. */
export async function measureChat({ client, url, publicId, atOnce, counterparts }: Options): Promise<ChatFigures> {
  const orders = ordersFor(`${url}/api/chat/${publicId}`, atOnce === 1 ? 100 : 1000, atOnce);
  counterparts.takeTimes();
  const { durations, seconds } = await (client === "inside"
    ? turnsInside(orders)
    : turnsOutside({ ...orders, connection: client === "outside, new" ? "new" : "reused" }));
  const good = durations.filter((ms) => ms !== null);
  const turn = summarise(good);
  const { model, webhook } = counterparts.takeTimes();
  const counterpartsMs = 2 * summarise(model).p50 + summarise(webhook).p50;
  return {
    client,
    atOnce,
    turn,
    counterpartsMs: round(counterpartsMs),
    overhead: summarise(good.map((ms) => ms - counterpartsMs)),
    ratio: round(turn.p50 / counterpartsMs, 100),
    perSecond: round(good.length / seconds),
    failed: durations.length - good.length,
  };
}

function ordersFor(endpoint: string, count: number, atOnce: number): TurnOrders {
  const [message, answer] = ["Where is my order A-1042?", "Order A-1042 has been shipped with DHL."];
  return { endpoint, count, atOnce, connection: "reused", message, answer };
}

const turnTimes = z.object({ durations: z.array(z.number().nullable()), seconds: z.number() });

async function turnsOutside(orders: TurnOrders): Promise<TurnTimes> {
  const program = [path.join(import.meta.dirname, "outside-client.ts"), JSON.stringify(orders)];
  const child = spawn(process.execPath, program, { stdio: ["ignore", "pipe", "inherit"] });
  return turnTimes.parse(await json(child.stdout));
}

async function turnsInside({ endpoint, count, atOnce, message, answer }: TurnOrders): Promise<TurnTimes> {
  const began = performance.now();
  let left = count;
  const worker = async (): Promise<(number | null)[]> => {
    const mine: (number | null)[] = [];
    while (left-- > 0) {
      const { text, durationMs } = await sendChatMessage(endpoint, { id: randomUUID(), text: message });
      mine.push(text === answer ? durationMs : null);
    }
    return mine;
  };
  const durations = (await Promise.all(Array.from({ length: atOnce }, worker))).flat();
  return { durations, seconds: (performance.now() - began) / 1000 };
}
