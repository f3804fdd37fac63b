import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { serve } from "inngest/node";
import { afterAll } from "vitest";
import { z } from "zod";
import { assertIsolated } from "./assert-isolated";
import { changeEnvironment } from "./change-environment";
import { listenLocally } from "./local-server";
import { inngest } from "@/server/outbox/inngest-client";
import { functions } from "@/inngest/functions/registry";
import { startExecutor, type Executor } from "@/inngest/local/start-executor";
import { baseOptions, EVENT_KEY, SIGNING_KEY, until } from "@/inngest/local/testing/harness";

/** The product's durable functions on the embedded executor, with a connection that can be broken. */
export interface BreakableFunctions {
  /** Decides whether an executed step's result is lost on the way to the executor. */
  losesResult: (step: CarriedOut) => boolean;
  /** The executed steps, in order. */
  carriedOut: CarriedOut[];
  /** Stops the executor abruptly, as kill -9 would, and starts another. */
  killExecutor(): Promise<void>;
}

export interface CarriedOut {
  functionId: string;
  /** The id of Inngest's run. */
  run: string;
  step: string;
}

const call = z.object({ ctx: z.object({ run_id: z.string(), qi_id: z.string().optional() }) });
const operations = z.array(z.object({ op: z.string(), displayName: z.string().nullish() }));
const checkpoint = z.object({ run_id: z.string(), fn_id: z.string(), qi_id: z.string(), steps: operations });

/** Starts the functions. Call it before anything reads the environment. */
export async function startBreakableFunctions(): Promise<BreakableFunctions> {
  assertIsolated();
  const broken: BreakableFunctions = {
    losesResult: () => false,
    carriedOut: [],
    async killExecutor() {
      await executor.stop(0);
      line.restore();
      executor = await start();
    },
  };
  const line = new Line(broken);
  const inner = await listenLocally(serve({ client: inngest, functions }));
  const outer = await listenLocally((request, response) => void line.passCall(request, response, inner.origin));
  const back = await listenLocally((request, response) => void line.passCheckpoint(request, response, executor.url));
  let executor = await start();
  afterAll(() => executor.stop(0));
  return broken;

  async function start(): Promise<Executor> {
    const started = await startExecutor(baseOptions(outer.origin));
    changeEnvironment({
      INNGEST_EVENT_KEY: EVENT_KEY,
      INNGEST_SIGNING_KEY: SIGNING_KEY,
      INNGEST_BASE_URL: back.origin,
    });
    inngest.setEnvVars();
    await until(async () => (await fetch(`${started.url}/health`)).status === 200, "the executor to be ready");
    return started;
  }
}

/** The connection between the app and the executor: results arrive as checkpoints or in the answer to a call. */
class Line {
  /** Calls that lost a result: nothing else of them is passed on. */
  private readonly cut = new Set<string>();
  /** The steps of a call that were reported before: the app repeats what is not acknowledged. */
  private readonly reported = new Set<string>();
  private readonly broken: BreakableFunctions;

  constructor(broken: BreakableFunctions) {
    this.broken = broken;
  }

  /** Lets repeated calls pass again. */
  restore(): void {
    this.cut.clear();
  }

  /** Passes a call of the executor to the app. */
  async passCall(request: IncomingMessage, response: ServerResponse, to: string): Promise<void> {
    const body = await text(request);
    const passed = await pass(request, body, to);
    // The app has stopped, at the end of a test.
    if (!passed) return void response.destroy();
    const { status, headers, answer } = passed;
    if (status === 206) {
      const { run_id: run, qi_id: callId = run } = call.parse(JSON.parse(body)).ctx;
      const functionId = new URL(request.url ?? "/", to).searchParams.get("fnId") ?? "";
      if (this.isLost(callId, stepsOf(functionId, run, operations.parse(JSON.parse(answer))))) {
        return void response.destroy();
      }
    }
    response.writeHead(status, headers).end(answer);
  }

  /** Passes a checkpoint or event of the app to the executor. */
  async passCheckpoint(request: IncomingMessage, response: ServerResponse, to: string): Promise<void> {
    const body = await text(request);
    if (request.url?.startsWith("/v1/checkpoint/")) {
      const { fn_id, run_id, qi_id, steps } = checkpoint.parse(JSON.parse(body));
      if (this.isLost(qi_id, stepsOf(fn_id, run_id, steps))) return void response.destroy();
    }
    const passed = await pass(request, body, to);
    if (!passed) return void response.destroy();
    response.writeHead(passed.status, passed.headers).end(passed.answer);
  }

  private isLost(callId: string, steps: CarriedOut[]): boolean {
    const fresh = steps.filter(({ step }) => !this.reported.has(`${callId} ${step}`));
    for (const { step } of fresh) this.reported.add(`${callId} ${step}`);
    this.broken.carriedOut.push(...fresh);
    if (fresh.some((step) => this.broken.losesResult(step))) this.cut.add(callId);
    return this.cut.has(callId);
  }
}

/** Forwards a request; null if the target is unreachable. */
async function pass(request: IncomingMessage, body: string, to: string) {
  const sent = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" && !/^(?:host|connection|content-length|transfer-encoding)$/.test(name)
      ? [[name, value]]
      : [],
  );
  const method = request.method ?? "GET";
  try {
    const answered = await fetch(to + (request.url ?? "/"), {
      method,
      headers: sent,
      ...(method !== "GET" && { body }),
    });
    const headers = [...answered.headers].filter(
      ([name]) => !/^(?:content-(?:length|encoding)|transfer-encoding|connection)$/.test(name),
    );
    return { status: answered.status, headers: headers.flat(), answer: await answered.text() };
  } catch {
    return null;
  }
}

function stepsOf(functionId: string, run: string, ops: z.infer<typeof operations>): CarriedOut[] {
  return ops.flatMap(({ op, displayName }) =>
    op === "StepRun" ? [{ functionId: functionId.replace(/^parley-/, ""), run, step: displayName ?? "" }] : [],
  );
}
