import { randomUUID } from "node:crypto";
import { sendChatMessage } from "../../e2e/support/chat-client.ts";
import type { Counterparts } from "./model-server.ts";
import { round, summarise, type Summary } from "./statistics.ts";

export interface ChatFigures {
  atOnce: number;
  /** Milliseconds from request to the end of the stream. */
  turn: Summary;
  /** What the counterparts took themselves: 2 × the median model call + the median webhook call, as measured there. */
  counterpartsMs: number;
  /** The turn less the counterparts' own time. */
  overhead: Summary;
  /** Median turn ÷ the counterparts' own time. */
  ratio: number;
  perSecond: number;
  failed: number;
}

interface Options {
  url: string;
  publicId: string;
  atOnce: number;
  counterparts: Counterparts;
}

/** A server that has run for a while: enough turns for the JavaScript engine to have compiled what they use. */
const WARM_UP = { turns: 1000, atOnce: 16 };

/** Runs turns whose times do not count. */
export async function warmUp(url: string, publicId: string): Promise<void> {
  await turns(`${url}/api/chat/${publicId}`, WARM_UP.turns, WARM_UP.atOnce);
}

/** Runs turns of new visitors, `atOnce` side by side, and checks every answer. */
export async function measureChat({ url, publicId, atOnce, counterparts }: Options): Promise<ChatFigures> {
  const endpoint = `${url}/api/chat/${publicId}`;
  counterparts.takeTimes();
  const began = performance.now();
  const durations = await turns(endpoint, atOnce === 1 ? 100 : 1000, atOnce);
  const seconds = (performance.now() - began) / 1000;
  const good = durations.filter((ms) => ms !== null);
  const turn = summarise(good);
  const { model, webhook } = counterparts.takeTimes();
  const counterpartsMs = 2 * summarise(model).p50 + summarise(webhook).p50;
  return {
    atOnce,
    turn,
    counterpartsMs: round(counterpartsMs),
    overhead: summarise(good.map((ms) => ms - counterpartsMs)),
    ratio: round(turn.p50 / counterpartsMs, 100),
    perSecond: round(good.length / seconds),
    failed: durations.length - good.length,
  };
}

async function turns(endpoint: string, count: number, atOnce: number): Promise<(number | null)[]> {
  let left = count;
  const worker = async (): Promise<(number | null)[]> => {
    const mine: (number | null)[] = [];
    while (left-- > 0) {
      const answer = await sendChatMessage(endpoint, { id: randomUUID(), text: "Where is my order A-1042?" });
      mine.push(answer.text === "Order A-1042 has been shipped with DHL." ? answer.durationMs : null);
    }
    return mine;
  };
  return (await Promise.all(Array.from({ length: atOnce }, worker))).flat();
}
