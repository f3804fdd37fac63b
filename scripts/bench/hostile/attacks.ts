/** All attacks of the benchmark `hostile`. Add a new attack as an entry here. */
import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { sendChatMessage } from "../../../e2e/support/chat-client.ts";
import { postMessage } from "../../../e2e/support/post-message.ts";
import {
  actionThatMultiplies,
  actionWithBadPlaceholders,
  actionWithConstants,
  actionWithDeepJson,
  actionWithSecret,
  emptyCells,
  ENDLESS_DATE,
  formOfManyFiles,
  LONG_QUOTES_SECRET,
  manyObjects,
  MB,
  QUOTES_SECRET,
  SLASHES_SECRET,
  unknownColumns,
  wideColumns,
} from "../../../server/testing/worst-inputs.ts";
import { honestWorkbook, workbookOfEntities, workbookWithTwoFaces } from "../../../server/testing/worst-workbooks.ts";
import { makeChannelBot, type Scene } from "./scene.ts";
import { armTry, type Outcome, send, sendFile, sendVerb } from "./send.ts";

export interface Attack {
  name: string;
  /** The attacker: a person without an account, a customer, a signed-in tenant, or a system that the product calls. */
  by: "stranger" | "customer" | "tenant" | "counterpart";
  /** Prepares everything that is not measured, and returns the attack. */
  arm(scene: Scene): Promise<() => Promise<Outcome>>;
}

const HUGE_BODY = 39 * MB;
const FORGED_CALLS = 20;
const STREAMS = 60;
const STREAMS_OPEN_MS = 3_000;
/** The maximum wait for a channel's answer. */
const DELIVERY_MS = 30_000;

export const attacks: Attack[] = [
  hugeBody("/api/trpc/accounts.signUp"),
  hugeBody("/api/auth/callback/credentials"),
  hugeBody("/api/demo/appointments"),
  hugeBody("/api/inngest"),
  {
    name: `${FORGED_CALLS} calls of 4 MB of JSON to /api/inngest with forged signatures`,
    by: "stranger",
    arm: async ({ product }) => {
      const body = Buffer.from(manyObjects(4 * MB));
      const headers = { "x-inngest-signature": `t=${Math.floor(Date.now() / 1000)}&s=${"0".repeat(64)}` };
      const url = `${product.url}/api/inngest?fnId=parley-sweep&stepId=step`;
      return () => sendMany(FORGED_CALLS, () => send(url, { headers, body }));
    },
  },
  {
    name: `${HUGE_BODY / MB} MB of JSON to a custom channel`,
    by: "tenant",
    arm: async (scene) => {
      const authorization = `Bearer ${await makeChannelBot(scene, {})}`;
      const body = Buffer.from(manyObjects(HUGE_BODY));
      return () => send(`${scene.product.url}/api/webhook/custom/message`, { headers: { authorization }, body });
    },
  },
  {
    name: "a form of 190,000 files to the inbox",
    by: "tenant",
    arm: async ({ product, attacker }) => {
      const { body, type } = formOfManyFiles(190_000);
      const headers = { cookie: attacker.cookie, "content-type": type };
      return () => send(`${product.url}/api/inbox/files`, { headers, body });
    },
  },
  {
    name: "an error page of 200,000 open tags from a model's server",
    by: "counterpart",
    arm: async (scene) => {
      const baseUrl = `${scene.counterpart.url}/tags/v1`;
      const provider = { kind: "openai_compatible" as const, name: "Tags", baseUrl, apiKey: "none", models: ["m"] };
      const { id: providerId } = await scene.attacker.trpc.models.providers.create.mutate(provider);
      const body = JSON.stringify({ providerId });
      return () => sendVerb(scene, "models.providers.test", body);
    },
  },
  secretInAnswer("a secret of 300 quotes, an answer of 100 kB that nearly contains it", QUOTES_SECRET, "/quotes"),
  secretInAnswer(
    "a secret of 1,000 quotes, an answer of 1 MB that nearly contains it",
    LONG_QUOTES_SECRET,
    "/long-quotes",
  ),
  secretInAnswer("a secret of 300 quotes, an answer of 500,000 numbers", QUOTES_SECRET, "/numbers"),
  secretInAnswer("a secret of 4,500 slashes, an answer of 100 kB that nearly contains it", SLASHES_SECRET, "/slashes"),
  upload("an honest workbook of 100,000 × 12", "honest.xlsx", () => honestWorkbook(100_000, 12)),
  upload("a workbook with 20 MB of entities in a cell", "entities.xlsx", () => workbookOfEntities(20 * MB)),
  upload("a workbook of 160 MB that its directory hides", "hidden.xlsx", () => workbookWithTwoFaces(160 * MB)),
  upload("a CSV file of 25 MB of commas", "commas.csv", () => Buffer.from(emptyCells(25 * MB))),
  {
    name: "a linked table of 25 MB of commas",
    by: "counterpart",
    arm: async (scene) => {
      const link = { name: "Linked", url: `${scene.counterpart.url}/sheet.csv`, everyMinutes: 60 };
      return () => sendVerb(scene, "tables.link", JSON.stringify(link));
    },
  },
  {
    name: "a text body that contains an answer of 1 MB 450 times",
    by: "tenant",
    arm: (scene) => armTry(scene, actionThatMultiplies(`${scene.counterpart.url}/text-1m`, 450)),
  },
  {
    name: "a question of 16,667 beginnings of a date to the offline model",
    by: "customer",
    arm: async (scene) => {
      const token = await makeChannelBot(scene, { templateId: "appointments" });
      return () => askOnChannel(scene, token, ENDLESS_DATE);
    },
  },
  {
    name: "an answer of 20,000 sentences from a model's server",
    by: "counterpart",
    arm: async (scene) => {
      const token = await makeChannelBot(scene, {
        modelPath: "/sentences",
        behaviour: { split: { mode: "sentence", pauseSeconds: 0 } },
      });
      return () => askOnChannel(scene, token, "Hello");
    },
  },
  action("an action with 100,000 constants", () => actionWithConstants(100_000)),
  action("an action with 100,000 wrong placeholders", () => actionWithBadPlaceholders(100_000)),
  action("an action with JSON 100,000 levels deep", () => actionWithDeepJson(100_000)),
  {
    name: "a row of 10,000 unknown columns for a table of 200",
    by: "tenant",
    arm: async (scene) => {
      const table = { name: `Wide ${randomUUID()}`, columns: wideColumns(200) };
      const { id: tableId } = await scene.attacker.trpc.tables.create.mutate(table);
      const body = JSON.stringify({ tableId, values: unknownColumns(10_000) });
      return () => sendVerb(scene, "tables.addRow", body);
    },
  },
  {
    name: `${STREAMS} event streams of one visitor`,
    by: "customer",
    arm: async (scene) => {
      const chat = `${scene.product.url}/api/chat/${scene.bot.webChannel}`;
      const { visitor } = await sendChatMessage(chat, { id: randomUUID(), text: "Hello" });
      return () => openStreams(`${chat}/events`, visitor ?? "");
    },
  },
];

function hugeBody(path: string): Attack {
  return {
    name: `${HUGE_BODY / MB} MB of JSON to ${path}`,
    by: "stranger",
    arm: async ({ product }) => {
      const body = Buffer.from(manyObjects(HUGE_BODY));
      return () => send(product.url + path, { body });
    },
  };
}

/** Sends the same request many times concurrently. The outcome lists the statuses of the answers. */
async function sendMany(count: number, one: () => Promise<Outcome>): Promise<Outcome> {
  const outcomes = await Promise.all(Array.from({ length: count }, one));
  const statuses = new Set(outcomes.map(({ status }) => status));
  return { status: [...statuses].sort().join(", "), bytes: outcomes.reduce((sum, { bytes }) => sum + bytes, 0) };
}

function secretInAnswer(name: string, secret: string, path: string): Attack {
  return { name, by: "tenant", arm: (scene) => armTry(scene, actionWithSecret(scene.counterpart.url + path, secret)) };
}

function upload(name: string, fileName: string, make: () => Buffer): Attack {
  return {
    name,
    by: "tenant",
    arm: async (scene) => {
      const file = make();
      return () => sendFile(scene, fileName, file);
    },
  };
}

function action(name: string, make: () => ReturnType<typeof actionWithConstants>): Attack {
  return {
    name,
    by: "tenant",
    arm: async (scene) => {
      const body = JSON.stringify({ botId: scene.bot.botId, definition: make() });
      return () => sendVerb(scene, "actions.create", body);
    },
  };
}

async function askOnChannel({ product, counterpart }: Scene, token: string, text: string): Promise<Outcome> {
  const delivered = counterpart.nextDelivery();
  const { status } = await postMessage(product.url, token, { chatId: randomUUID(), text });
  if (status !== 202) return { status: String(status), bytes: 0 };
  const answer = await Promise.race([delivered, sleep(DELIVERY_MS, null)]);
  return { status: answer === null ? "no answer" : "answered", bytes: answer?.length ?? 0 };
}

async function openStreams(url: string, visitor: string): Promise<Outcome> {
  const ending = new AbortController();
  const headers = { authorization: `Bearer ${visitor}` };
  let open = 0;
  const readOne = async () => {
    const { ok, body } = await fetch(url, { headers, signal: ending.signal });
    if (!ok || !body) return;
    open += 1;
    await text(body);
    open -= 1;
  };
  const streams = Array.from({ length: STREAMS }, () => readOne().catch(() => undefined));
  await sleep(STREAMS_OPEN_MS);
  const status = `${open} open`;
  ending.abort();
  await Promise.all(streams);
  return { status, bytes: 0 };
}
