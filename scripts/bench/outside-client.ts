/**
 * A client in a process of its own, which sends chat messages as a browser does. Takes its orders as JSON in its first
 * argument, and prints its `TurnTimes` as JSON.
 */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import { readText } from "../../e2e/support/chat-client.ts";
import type { TurnOrders, TurnTimes } from "./turn-orders.ts";

/** What Chromium sends with a fetch of a page on the same origin. */
const BROWSER_HEADERS = {
  accept: "*/*",
  "accept-encoding": "gzip",
  "accept-language": "en-GB,en;q=0.9",
  "cache-control": "no-cache",
  pragma: "no-cache",
  "content-type": "application/json",
  "sec-ch-ua": '"Chromium";v="142", "Not?A_Brand";v="99"',
  "sec-ch-ua-mobile": "?0",
  "sec-ch-ua-platform": '"Linux"',
  "sec-fetch-dest": "empty",
  "sec-fetch-mode": "cors",
  "sec-fetch-site": "same-origin",
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
};

const orders: TurnOrders = JSON.parse(process.argv[2] ?? "{}");
const { endpoint, count, atOnce, connection, message, answer } = orders;
const { origin } = new URL(endpoint);
const keepAlive = new Agent({ keepAlive: true, maxSockets: atOnce });

/** The time from before the connection is opened until the whole stream is read and, if it is new, closed. */
async function turn(): Promise<number | null> {
  const body = JSON.stringify({
    message: { id: randomUUID(), role: "user", parts: [{ type: "text", text: message }] },
  });
  const headers = { ...BROWSER_HEADERS, origin, referer: `${origin}/`, "content-length": Buffer.byteLength(body) };
  const began = performance.now();
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const agent = connection === "new" ? new Agent({ keepAlive: false }) : keepAlive;
    request(endpoint, { method: "POST", agent, headers }, resolve).on("error", reject).end(body);
  });
  const closed = connection === "new" ? once(response.socket, "close") : undefined;
  const isPacked = response.headers["content-encoding"] === "gzip";
  const stream = await text(isPacked ? response.pipe(createGunzip()) : response);
  await closed;
  const durationMs = performance.now() - began;
  return response.statusCode === 200 && readText(stream) === answer ? durationMs : null;
}

async function run(turns: number): Promise<TurnTimes> {
  const durations: TurnTimes["durations"] = [];
  const began = performance.now();
  let left = turns;
  const worker = async () => {
    while (left-- > 0) durations.push(await turn());
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { durations, seconds: (performance.now() - began) / 1000 };
}

// The first turns of a new process also wait for its own code to be compiled.
await run(50);
const times = await run(count);
keepAlive.destroy();
console.log(JSON.stringify(times));
