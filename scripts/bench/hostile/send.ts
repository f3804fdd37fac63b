/** Sends the attacker's requests, which keep only the answer's status and size. */
import { setTimeout as sleep } from "node:timers/promises";
import { request } from "undici";
import type { Inputs } from "../../../e2e/support/customer-client.ts";
import type { Scene } from "./scene.ts";

export interface Outcome {
  status: string;
  /** The size of the answer in bytes. */
  bytes: number;
}

interface Sent {
  method?: "POST" | "PUT" | "GET";
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** Sends a request and counts the answer's bytes without keeping them. */
export async function send(url: string, { method = "POST", headers, body }: Sent): Promise<Outcome> {
  try {
    const answer = await request(url, { method, headers: { "content-type": "application/json", ...headers }, body });
    let bytes = 0;
    for await (const chunk of answer.body) bytes += chunk.length;
    return { status: String(answer.statusCode), bytes };
  } catch (error) {
    // A server may close the connection before it has read the whole body.
    return { status: error instanceof Error && "code" in error ? String(error.code) : "failed", bytes: 0 };
  }
}

/** Calls a tRPC procedure with the attacker's session; `body` is JSON. */
export function sendVerb({ product, attacker }: Scene, verb: string, body: string): Promise<Outcome> {
  return send(`${product.url}/api/trpc/${verb}`, { headers: { cookie: attacker.cookie }, body });
}

const POLL_MS = 500;

/** Saves an action; the attack is to try it, and to poll the run until it has ended. */
export async function armTry(scene: Scene, definition: Inputs["actions"]["create"]["definition"]) {
  const { attacker, bot, product } = scene;
  const made = await attacker.trpc.actions.create.mutate({ botId: bot.botId, definition }).then(
    ({ id }) => id,
    () => null,
  );
  if (made === null) return async (): Promise<Outcome> => ({ status: "refused at save", bytes: 0 });
  const actionId = made;
  return async (): Promise<Outcome> => {
    const { runId } = await attacker.trpc.actions.try.mutate({ actionId, arguments: {} });
    const input = encodeURIComponent(JSON.stringify({ runId }));
    const address = `${product.url}/api/trpc/actions.run?input=${input}`;
    for (;;) {
      await sleep(POLL_MS);
      const { runs } = await attacker.trpc.actions.runs.query({ botId: bot.botId });
      const status = runs.find(({ id }) => id === runId)?.status;
      if (status !== "succeeded" && status !== "failed") continue;
      const { bytes } = await send(address, { method: "GET", headers: { cookie: attacker.cookie } });
      return { status, bytes };
    }
  };
}

/** Uploads a file for a new table. */
export function sendFile({ product, attacker }: Scene, fileName: string, body: Buffer): Promise<Outcome> {
  const headers = { cookie: attacker.cookie, "content-type": "application/octet-stream" };
  return send(`${product.url}/api/tables/imports?fileName=${fileName}`, { headers, body });
}
