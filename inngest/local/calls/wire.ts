/** The data on the wire: events, function settings and answers of calls. */
import { z } from "zod";

/** PostgreSQL's text type can't store NUL; ids and names don't need it. */
const label = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^\0]*$/, "must not contain a NUL character");

const eventName = label.refine((name) => !name.toLowerCase().startsWith("inngest/"), "inngest/… is reserved");

/** An event as the app sends it (SDK specification §1.3.4). */
export const sentEventSchema = z.looseObject({
  id: label.nullish(),
  name: eventName,
  data: z.record(z.string(), z.unknown()).nullish(),
  ts: z.number().int().nonnegative().nullish(),
});

export const sentEventsSchema = z.preprocess(
  (body) => (Array.isArray(body) ? body : [body]),
  z.array(sentEventSchema).max(5_000),
);

const concurrencySchema = z.strictObject({
  limit: z.number().int().nonnegative(),
  key: z.string().optional(),
  scope: z.enum(["fn", "env", "account"]).optional(),
});

/** A function's settings as the SDK syncs them (SDK specification §4.3.2); unknown settings are refused. */
export const functionConfigSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(
    z.union([
      z.strictObject({ event: z.string(), expression: z.string().nullish() }),
      z.strictObject({ cron: z.string() }),
    ]),
  ),
  steps: z.object({
    step: z.object({ retries: z.object({ attempts: z.number().int().nonnegative().optional() }).optional() }),
  }),
  idempotency: z.string().optional(),
  concurrency: z.union([z.number(), concurrencySchema, z.array(concurrencySchema)]).optional(),
  debounce: z
    .strictObject({ key: z.string().optional(), period: z.string(), timeout: z.string().optional() })
    .optional(),
  cancel: z
    .array(z.strictObject({ event: z.string(), if: z.string().optional(), timeout: z.string().optional() }))
    .optional(),
});

export type FunctionConfig = z.infer<typeof functionConfigSchema>;

export const syncAnswerSchema = z.object({ functions: z.array(z.looseObject({ id: z.string() })) });

/** One step operation of a 206 answer (SDK specification §5.1.1). */
export const operationSchema = z.object({
  id: label,
  op: z.string(),
  name: z.string().nullish(),
  opts: z.record(z.string(), z.unknown()).nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});

export type Operation = z.infer<typeof operationSchema>;

export const operationsSchema = z.array(operationSchema).min(1);

/** Steps that ran within a call that is still in progress; `qi_id` is the id that the executor gave the call. */
export const checkpointSchema = z.object({ run_id: label, qi_id: label, steps: operationsSchema });

export type Checkpoint = z.infer<typeof checkpointSchema>;

export const waitOptionsSchema = z.object({ timeout: z.string(), if: z.string().optional() });

export const invokeOptionsSchema = z.object({
  function_id: z.string(),
  payload: z.object({ data: z.record(z.string(), z.unknown()).nullish() }).nullish(),
  timeout: z.string().optional(),
});
