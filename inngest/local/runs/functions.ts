/** The app's functions in the executor's form. */
import { parseDuration } from "../queue/durations.ts";
import { nextOccurrence } from "./cron.ts";
import { checkExpression } from "./expressions.ts";
import { functionConfigSchema, type FunctionConfig } from "../calls/wire.ts";

export interface ExecutorFunction {
  id: string;
  triggers: FunctionConfig["triggers"];
  /** The maximum number of attempts for a step or the function. */
  maxAttempts: number;
  limits: ConcurrencyLimit[];
  idempotency: string | undefined;
  debounce: FunctionConfig["debounce"];
  cancelOn: NonNullable<FunctionConfig["cancel"]>;
}

export interface ConcurrencyLimit {
  limit: number;
  key: string | undefined;
  scope: "fn" | "env" | "account";
}

export type Functions = ReadonlyMap<string, ExecutorFunction>;

const DEFAULT_RETRIES = 3;
const UNSUPPORTED = ["rateLimit", "throttle", "batchEvents", "singleton", "priority", "timeouts"];
const UNSENT_EVENTS = new Set(["inngest/function.finished", "inngest/function.cancelled", "inngest/deferred.schedule"]);

/**
 * Reads the settings that the app synced.
 * @throws Error that lists the functions with unsupported settings, and those settings.
 */
export function readFunctions(configs: { id: string }[]): Functions {
  const functions = new Map<string, ExecutorFunction>();
  const faults: string[] = [];
  for (const config of configs) {
    try {
      functions.set(config.id, readFunction(config));
    } catch (error) {
      faults.push(`${config.id}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (faults.length > 0) throw new Error(`The embedded executor can't run these functions:\n${faults.join("\n")}`);
  return functions;
}

function readFunction(raw: { id: string }): ExecutorFunction {
  const used = UNSUPPORTED.filter((option) => option in raw);
  if (used.length > 0) {
    throw new Error(`it does not support ${used.join(", ")} (inngest/local/README.md); use a real Inngest server.`);
  }
  const parsed = functionConfigSchema.safeParse(raw);
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; "));
  }
  const config = parsed.data;
  checkTriggers(config.triggers);
  for (const expression of expressionsOf(config)) checkExpression(expression);
  for (const duration of durationsOf(config)) parseDuration(duration);
  return {
    id: config.id,
    triggers: config.triggers,
    maxAttempts: (config.steps.step.retries?.attempts ?? DEFAULT_RETRIES) + 1,
    limits: readLimits(config.concurrency),
    idempotency: config.idempotency,
    debounce: config.debounce,
    cancelOn: config.cancel ?? [],
  };
}

function checkTriggers(triggers: FunctionConfig["triggers"]): void {
  for (const trigger of triggers) {
    if ("cron" in trigger) nextOccurrence(trigger.cron);
    else if (UNSENT_EVENTS.has(trigger.event)) throw new Error(`it does not send ${trigger.event}.`);
  }
}

function expressionsOf({ triggers, concurrency, idempotency, debounce, cancel }: FunctionConfig): string[] {
  const ofTriggers = triggers.map((trigger) => ("event" in trigger ? trigger.expression : undefined));
  const ofLimits = readLimits(concurrency).map(({ key }) => key);
  const ofCancels = (cancel ?? []).map((cancelOn) => cancelOn.if);
  return [...ofTriggers, ...ofLimits, idempotency, debounce?.key, ...ofCancels].filter(
    (text) => typeof text === "string",
  );
}

function durationsOf({ debounce }: FunctionConfig): string[] {
  return [debounce?.period, debounce?.timeout].filter((text) => text !== undefined);
}

/** A limit of zero means no limit (SDK specification §4.3.2). */
function readLimits(concurrency: FunctionConfig["concurrency"]): ConcurrencyLimit[] {
  if (concurrency === undefined) return [];
  return [concurrency]
    .flat()
    .map((entry) => (typeof entry === "number" ? { limit: entry } : entry))
    .map((entry) => ({ limit: entry.limit, key: "key" in entry ? entry.key : undefined, scope: scopeOf(entry) }))
    .filter(({ limit }) => limit > 0);
}

function scopeOf(entry: { scope?: ConcurrencyLimit["scope"] }): ConcurrencyLimit["scope"] {
  return entry.scope ?? "fn";
}
