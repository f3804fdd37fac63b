/** Tracks whether the app is reachable and which functions it has, by in-band syncs (SDK specification §4.3.1). */
import { setTimeout as sleep } from "node:timers/promises";
import { request } from "undici";
import { canonicalJson } from "../../canonical-json.ts";
import type { AppAddress } from "./call-app.ts";
import { readFunctions, type Functions } from "../runs/functions.ts";
import { signRequest } from "./signing.ts";
import { syncAnswerSchema } from "./wire.ts";

interface Options {
  app: AppAddress;
  resyncMs: number;
  /** Called when the functions are new or have changed. */
  onFunctions(functions: Functions): Promise<void>;
  /** Called when the app becomes reachable. */
  onUp(): void;
  log(message: string): void;
}

const RETRY_MS = 1_000;
const ANSWER_MS = 15_000;

export class AppSync {
  readonly #options: Options;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #hurry = Promise.withResolvers<void>();
  #lastConfigs = "";
  #lastLogged = "";
  functions: Functions = new Map();
  /** Whether the app can be called now. */
  isUp = false;
  /** Whether the functions are known; events can't be accepted before that. */
  isSynced = false;
  /** Why the last sync failed; undefined if it succeeded. */
  fault: string | undefined = "The app has not been reached yet.";

  constructor(options: Options) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#hurry.resolve();
    await this.#running;
  }

  /** Reports a call that failed for a reason outside the function: no more calls until the app answers a sync. */
  suspect(reason: string): void {
    this.isUp = false;
    this.#report(`The app at ${this.#options.app.url.origin} does not respond as expected: ${reason}`);
    this.#hurry.resolve();
  }

  /** Syncs immediately. */
  async syncNow(): Promise<void> {
    const answer = await this.#ask();
    const configs = canonicalJson(answer);
    if (configs !== this.#lastConfigs) {
      const functions = readFunctions(answer.functions);
      await this.#options.onFunctions(functions);
      this.functions = functions;
      this.#lastConfigs = configs;
      this.#options.log(`${functions.size} functions of ${this.#options.app.url.href}`);
    }
    this.fault = undefined;
    this.#lastLogged = "";
    this.isSynced = true;
    if (!this.isUp) {
      this.isUp = true;
      this.#options.onUp();
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      this.#hurry = Promise.withResolvers<void>();
      const isFine = await this.syncNow().then(
        () => true,
        (error: unknown) => this.#fail(error),
      );
      const pause = sleep(isFine ? this.#options.resyncMs : RETRY_MS, undefined, { signal }).catch(() => {});
      await (isFine ? Promise.race([pause, this.#hurry.promise]) : pause);
    }
  }

  #fail(error: unknown): false {
    if (this.#stopping.signal.aborted) return false;
    const reason = error instanceof Error ? error.message || error.name : String(error);
    this.fault = reason;
    this.#report(`Sync with the app at ${this.#options.app.url.href} failed: ${reason}`);
    return false;
  }

  async #ask() {
    const { url, signingKey } = this.#options.app;
    const body = canonicalJson({ url: url.href });
    const response = await request(url, {
      method: "PUT",
      headers: {
        "content-type": "application/json",
        "x-inngest-sync-kind": "in_band",
        "x-inngest-server-kind": "cloud",
        "x-inngest-signature": signRequest(body, signingKey),
      },
      body,
      headersTimeout: ANSWER_MS,
      bodyTimeout: ANSWER_MS,
      signal: this.#stopping.signal,
    });
    const text = await response.body.text();
    if (response.statusCode === 401)
      throw new Error("it refused the signing key; both need the same INNGEST_SIGNING_KEY.");
    if (response.statusCode !== 200) throw new Error(`it answered ${response.statusCode}.`);
    return syncAnswerSchema.parse(JSON.parse(text));
  }

  /** Logs a repeated fault only the first time. */
  #report(message: string): void {
    if (message === this.#lastLogged) return;
    this.#lastLogged = message;
    this.#options.log(message);
  }
}
