import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Customer, signUpCustomer } from "../support/customer-client.ts";
import { type Answer, type LocalServer, type RecordedRequest, startLocalServer } from "../support/local-server.ts";
import { postMessage } from "../support/post-message.ts";
import { answerAsScripted, asksFor } from "../support/scripted-model.ts";
import { type Product, startProduct } from "../support/start-product.ts";
import { until } from "../support/until.ts";
import { FAST_KINDS, KINDS, type Kind, makeStepKindsBot, type StepKindsBot } from "./step-kinds-bot.ts";

/**
 * kill -9 of the whole product in the middle of each kind of step, concurrently. For each kind, a customer has an
 * action called with three steps: a webhook ("before"), a step of that kind ("during"), and another webhook ("after").
 * After the restart every action succeeds, nothing that was finished is repeated, and every customer gets one answer.
 */

let product: Product;
let systems: LocalServer;
let customer: Customer;
let bot: StepKindsBot;

/** Requests that wait for an answer, by part and kind: "before table". */
const held = new Map<string, PromiseWithResolvers<void>>();

beforeAll(async () => {
  systems = await startLocalServer(async (request) => {
    await held.get(partOf(request))?.promise;
    return answer(request);
  });
  product = await startProduct({ env: { PARLEY_ALLOWED_PRIVATE_HOSTS: "127.0.0.1" } });
  customer = await signUpCustomer(product.url);
  bot = await makeStepKindsBot(customer, systems.url);
}, 180_000);

afterAll(async () => {
  await product.stop();
  await systems.close();
});

function answer(request: RecordedRequest): Answer {
  if (request.url.startsWith("/v1/")) return answerAsScripted(request);
  if (request.url.startsWith("/hook")) return { status: 204 };
  return { status: 200, body: `ok: ${request.url.split("?")[0]}` };
}

/** The part and kind of the action that sent the request: "before table", "during webhook". */
function partOf(request: RecordedRequest): string {
  if (asksFor(request, "I heard")) return "during sub_bot";
  const [, part, kind] = request.url.split(/[/?]/);
  return `${part} ${kind}`;
}

function hold(parts: string[]): void {
  for (const part of parts) held.set(part, Promise.withResolvers());
}

function letGo(parts: Iterable<string>): void {
  for (const part of parts) {
    held.get(part)?.resolve();
    held.delete(part);
  }
}

/**
 * What a model gets for an action that waits for long. If the turn continues only after the callback, it does not say
 * what the action waited for.
 */
const UNDER_WAY: unknown = expect.stringMatching(
  /^Done: Still under way: it (waits for an answer from another system|takes longer than usual)\. .* Do not call it again\.$/,
);

const LONG_STEPS = ["during webhook", "during sub_bot"];
const WAITING_KINDS: Kind[] = ["wait", "callback"];

describe("Kill -9 of the whole product during each kind of step", () => {
  it.each([
    { round: "r1", when: "after the quick steps", part: "after", delayMs: 0, mostBefore: 1 },
    { round: "r2", when: "as the quick steps begin", part: "before", delayMs: 0, mostBefore: 2 },
    { round: "r3", when: "a moment after they begin", part: "before", delayMs: 60, mostBefore: 2 },
  ])(
    "leaves every effect done once if it comes $when",
    async ({ round, part, delayMs, mostBefore }) => {
      const quick = FAST_KINDS.map((kind) => `${part} ${kind}`);
      hold([...quick, ...LONG_STEPS]);
      await Promise.all(KINDS.map((kind) => say(kind, round, `do ${kind} ${round}`)));
      await Promise.all([...quick, ...LONG_STEPS].map((wanted) => untilRequested(wanted, round)));
      await Promise.all(WAITING_KINDS.map((kind) => until(() => isWaiting(kind, round), 20_000)));
      if (part === "before") letGo(quick);
      await sleep(delayMs);
      await product.kill9();
      // Requests that the product sent in its last moment are still arriving.
      await sleep(250);
      const killedAt = systems.requests.length;
      letGo(held.keys());
      await product.restart();
      expect(await callBack(round)).toBe(200);
      await until(
        () => KINDS.every((kind) => delivered(kind, round).length >= expectedAnswers(kind, round).length),
        90_000,
      );
      await settle();

      expect(forKinds((kind) => delivered(kind, round))).toEqual(forKinds((kind) => expectedAnswers(kind, round)));
      const ends = await Promise.all(KINDS.map((kind) => endsOf(kind, round)));
      expect(ends).toEqual(KINDS.map((kind) => ({ kind, runs: ["succeeded, succeeded, succeeded, succeeded"] })));
      expect(repeated(round, killedAt, mostBefore)).toEqual([]);
      await expectEffectsOnce(round);
    },
    150_000,
  );
});

function forKinds<T>(value: (kind: Kind) => T): Record<string, T> {
  return Object.fromEntries(KINDS.map((kind) => [kind, value(kind)]));
}

/**
 * The parts that were requested too often: more than once since the restart, or twice if the kill did not interrupt
 * that step. Before the kill each must have been requested at most once.
 */
function repeated(round: string, killedAt: number, mostBefore: number): string[] {
  return KINDS.flatMap((kind) =>
    [
      { part: `before ${kind}`, most: mostBefore },
      { part: `during ${kind}`, most: 2 },
      { part: `after ${kind}`, most: 2 },
    ].flatMap(({ part, most }) => {
      const all = requests(part, round);
      const since = all.filter((request) => systems.requests.indexOf(request) >= killedAt).length;
      const isFine = all.length <= most && since <= 1 && all.length - since <= 1;
      return isFine ? [] : [`${part}: ${all.length}, ${since} of them since the restart`];
    }),
  );
}

/** Checks the lasting effects of each kind of step. */
async function expectEffectsOnce(round: string): Promise<void> {
  const { trpc } = customer;
  const { rows } = await trpc.tables.rows.query({ tableId: bot.tableId });
  expect(rows.filter(({ values }) => values["round"] === round)).toHaveLength(1);
  const used = (kind: Kind) => new URL(requests(`after ${kind}`, round).at(-1)?.url ?? "", systems.url).searchParams;
  expect(used("set_variables").get("used")).toBe(`blue ${round}`);
  expect(used("sub_bot").get("used")).toBe(`I heard ${round}`);
  expect(used("callback").get("used")).toBe(round);
  expect(used("table").get("used")).toBe(round);
  const { items } = await trpc.notifications.list.query();
  expect(items.filter((item) => "body" in item && item.body === `Needs a person in ${round}`)).toHaveLength(1);

  await Promise.all([say("switch_bot", round, "hello"), say("hand_over", round, "hello")]);
  await until(() => delivered("switch_bot", round).length === 2, 20_000);
  expect(delivered("switch_bot", round).at(-1)).toBe("The other one heard hello");
  expect(delivered("hand_over", round)).toEqual(expectedAnswers("hand_over", round));
}

/** The messages that a kind's customer must get, in order. */
function expectedAnswers(kind: Kind, round: string): unknown[] {
  const done = `Done: ok: /after/${kind}/${round}`;
  if (kind === "send_message") return [`Please hold on, ${round}`, done];
  return kind === "callback" ? [UNDER_WAY, done] : [done];
}

async function say(kind: Kind, round: string, text: string): Promise<void> {
  const { status } = await postMessage(product.url, bot.token, { chatId: `${kind}-${round}`, text });
  expect(status).toBe(202);
}

/** The messages that reached the customer, without repeats: a retried delivery contains the same messages. */
function delivered(kind: Kind, round: string): string[] {
  const hooks = systems.requests
    .filter(({ url }) => url === "/hook")
    .map(({ body }) => JSON.parse(body) as { chat_id: string; new_messages: { id: string; text: string }[] })
    .filter((hook) => hook.chat_id === `${kind}-${round}`);
  return [...new Map(hooks.flatMap((hook) => hook.new_messages.map(({ id, text }) => [id, text]))).values()];
}

/** Resolves when a part of a kind's action has sent its request. */
async function untilRequested(part: string, round: string): Promise<void> {
  await until(() => requests(part, round).length > 0, 30_000);
}

function requests(part: string, round: string): RecordedRequest[] {
  return systems.requests.filter(
    (request) => partOf(request) === part && (request.url.includes(`/${round}`) || request.body.includes(round)),
  );
}

/** The runs of a kind's action in a round; there should be one. */
async function runsOf(kind: Kind, round: string) {
  const { trpc } = customer;
  const { runs } = await trpc.actions.runs.query({ botId: bot.botId, search: round });
  const mine = runs.filter(({ functionName }) => functionName === kind);
  return Promise.all(mine.map(({ id }) => trpc.actions.run.query({ runId: id })));
}

async function isWaiting(kind: Kind, round: string): Promise<boolean> {
  const [run] = await runsOf(kind, round);
  return run?.steps.find(({ name }) => name === "during")?.status === "waiting";
}

/** The statuses of the runs and of each of their steps. */
async function endsOf(kind: Kind, round: string): Promise<{ kind: Kind; runs: string[] }> {
  const runs = await runsOf(kind, round);
  return { kind, runs: runs.map(({ status, steps }) => [status, ...steps.map((step) => step.status)].join(", ")) };
}

async function callBack(round: string): Promise<number> {
  const [given] = requests("before callback", round);
  const address = new URL(given?.url ?? "", systems.url).searchParams.get("used") ?? "";
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ word: round }),
  });
  return response.status;
}

/** Waits long enough for a wrong second effect to appear. */
function settle(): Promise<void> {
  return sleep(4000);
}
