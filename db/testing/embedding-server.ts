import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { listenLocally } from "./local-server";

/** Words that mean the same, by the first of them. */
const CONCEPTS = [
  ["car", "cars", "automobile", "vehicle", "vehicles"],
  ["buy", "purchase", "acquire"],
  ["price", "cost", "costs", "fee", "charge", "pay"],
  ["ship", "shipping", "parcels", "parcel", "deliver", "delivery"],
  ["return", "returned", "refund", "refunded", "send", "back"],
  ["open", "opening", "staffed", "hours"],
  ["password", "credentials", "sign", "forgot"],
  ["dog", "dogs", "pet", "pets", "hotel", "rooms", "guests"],
  ["member", "membership", "register", "subscription"],
  ["device", "battery", "power", "turn"],
  ["job", "jobs", "internships", "positions", "students"],
];
const SILENT = new Set(
  "a an and are be by can do does for how i if in is it me my of on or our the there to we what with you".split(" "),
);

const request = z.object({ model: z.string(), input: z.array(z.string()) });

export interface EmbeddingServer {
  /** The address to enter for a model provider. */
  baseUrl: string;
  /** The texts of each request that was answered with vectors. */
  batches: string[][];
  /** Sets what happens with later requests; it returns true if it has answered. Null: vectors for all. */
  intercept(how: ((response: ServerResponse, texts: string[]) => boolean) | null): void;
  /** Changes the length of the vectors, which is 256 at first. */
  setDimensions(dimensions: number): void;
}

/** A server with the OpenAI protocol for embeddings, for whose model words of the same concept are the same. */
export async function startEmbeddingServer(): Promise<EmbeddingServer> {
  let intercepts: Parameters<EmbeddingServer["intercept"]>[0] = null;
  let dimensions = 256;
  const batches: string[][] = [];
  const { origin } = await listenLocally(async (incoming, response) => {
    const { input } = request.parse(await json(incoming));
    if (intercepts?.(response, input)) return;
    batches.push(input);
    const data = input.map((text, index) => ({ object: "embedding", index, embedding: embed(text, dimensions) }));
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ object: "list", data, model: "test", usage: { prompt_tokens: 1, total_tokens: 1 } }));
  });
  return {
    baseUrl: `${origin}/v1`,
    batches,
    intercept: (how) => void (intercepts = how),
    setDimensions: (length) => void (dimensions = length),
  };
}

/** Adds the directions of a text's concepts. */
function embed(text: string, dimensions: number): number[] {
  const sum = Array.from({ length: dimensions }, () => 0);
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const concepts = words.filter((word) => !SILENT.has(word)).map(conceptOf);
  for (const concept of new Set(concepts)) {
    for (const [at, part] of directionOf(concept, dimensions).entries()) sum[at] = (sum[at] ?? 0) + part;
  }
  return concepts.length === 0 ? directionOf("nothing", dimensions) : sum;
}

function conceptOf(word: string): string {
  return CONCEPTS.find((words) => words.includes(word))?.[0] ?? word;
}

function directionOf(concept: string, dimensions: number): number[] {
  return Array.from({ length: dimensions }, (_, at) => {
    const [byte = 0] = createHash("md5").update(`${concept} ${at}`).digest();
    return byte / 127.5 - 1;
  });
}
