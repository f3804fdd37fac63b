import { z } from "zod";

const optional = z.preprocess((value) => (value === "" ? undefined : value), z.string().optional());

const POSTGRES = "must be a postgres:// address";

const WHOLE_MB = "must be a whole number of megabytes, 1 or more";

const PROXIES = "must be the number of proxies in front of Parley, 0 to 10";

/** The levels of the log, from its most to its fewest lines. */
const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  DATABASE_URL: z.string().startsWith("postgres", POSTGRES),
  /** The direct address beside a transaction pooler's, for LISTEN and migrations. Neon and Vercel set this name. */
  DATABASE_URL_UNPOOLED: z.string().startsWith("postgres", POSTGRES).optional(),
  PARLEY_SECRET: z.string().min(32, "must have at least 32 characters (openssl rand -base64 32)"),
  PARLEY_URL: z.url("must be the product's public address, such as https://parley.example.com"),
  PARLEY_VERSION: optional,
  /** The lowest level that the log has lines of. */
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`).optional(),
  /** Where traces go (OpenTelemetry); without one of them there are none. */
  OTEL_EXPORTER_OTLP_ENDPOINT: optional,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: optional,
  OTEL_SERVICE_NAME: z.string().default("parley"),
  /** Private hosts that outgoing requests may reach (`name` or `name:port`, comma-separated). */
  PARLEY_ALLOWED_PRIVATE_HOSTS: z.string().default(""),
  /** The number of proxies in front of Parley that write X-Forwarded-For. With 0, the header is ignored. */
  PARLEY_TRUST_PROXY: z.coerce.number(PROXIES).int(PROXIES).min(0, PROXIES).max(10, PROXIES),
  /** Seconds before each further attempt to deliver to a custom channel's webhook (CONTRACTS §2), comma-separated. */
  PARLEY_DELIVERY_RETRIES: z
    .string()
    .regex(/^\d{1,6}(,\d{1,6})*$/, "PARLEY_DELIVERY_RETRIES takes seconds, comma-separated: 5,30,120,600,3600.")
    .default("5,30,120,600,3600"),
  /** Seconds before each further attempt to deliver an event to an endpoint (CONTRACTS §6), comma-separated. */
  PARLEY_EVENT_RETRIES: z
    .string()
    .regex(/^\d{1,6}(,\d{1,6})*$/, "PARLEY_EVENT_RETRIES takes seconds, comma-separated: 5,300,1800,7200.")
    .default("5,300,1800,7200,18000,36000,50400,72000,86400"),
  /** The maximum total size of a workspace's files, in megabytes (1,048,576 bytes). */
  PARLEY_FILES_MB_PER_WORKSPACE: z.coerce.number(WHOLE_MB).int(WHOLE_MB).min(1, WHOLE_MB).default(1024),
  /** The bucket for new files; without it they are stored in the database. */
  S3_BUCKET: optional,
  S3_ACCESS_KEY_ID: optional,
  S3_SECRET_ACCESS_KEY: optional,
  S3_REGION: z.string().default("us-east-1"),
  /** The address of a storage other than Amazon's. */
  S3_ENDPOINT: z.url("must be an address such as https://s3.example.com").optional(),
  /** The mail server for outgoing e-mails, with user and password; without it no e-mail is sent. */
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: "must be smtp://user:password@host:587, or smtps://… for TLS from the start" })
    .optional(),
  SMTP_FROM: optional.refine(isSender, "must be an e-mail address, or Name <address>"),
  INNGEST_EVENT_KEY: optional,
  INNGEST_SIGNING_KEY: optional,
  /** The previous key during a key rotation. */
  INNGEST_SIGNING_KEY_FALLBACK: optional,
  INNGEST_BASE_URL: optional,
  INNGEST_DEV: optional,
  /** The origin at which the Inngest server reaches the product, if it is not the public address. */
  INNGEST_SERVE_ORIGIN: z.url("must be an address such as http://parley.internal:3000").optional(),
  /** `1` if `npm run up` runs the embedded executor; only `npm run up` sets it. */
  PARLEY_EMBEDDED_EXECUTOR: optional,
  /** The deployed commit, for the health check; set by Vercel. */
  VERCEL_GIT_COMMIT_SHA: optional,
  GITHUB_ID: optional,
  GITHUB_SECRET: optional,
  GOOGLE_ID: optional,
  GOOGLE_SECRET: optional,
});

export type Env = z.infer<typeof schema>;

/**
 * Checks an environment.
 * @throws Error that lists every missing or wrong variable with its expected value.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse({ ...defaultsAt(source), ...definedOnly(source) });
  const faults = parsed.success ? [] : parsed.error.issues.map((i) => `  ${i.path.join(".")}: ${describe(i, source)}`);
  if (parsed.success && !hasInngest(parsed.data)) {
    faults.push("  INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY: missing (or INNGEST_DEV for a development server)");
  }
  if (parsed.success) faults.push(...s3Faults(parsed.data));
  if (parsed.success && parsed.data.SMTP_URL && !parsed.data.SMTP_FROM) {
    faults.push("  SMTP_FROM: missing, while SMTP_URL is set: the address that e-mails come from");
  }
  if (!parsed.success || faults.length > 0) {
    throw new Error(`The environment is not complete:\n${faults.join("\n")}\nSee "Configuration" in README.md.`);
  }
  return parsed.data;
}

let cached: Env | undefined;

/** Returns the process's environment, checked once. The only reader of configuration in server/ and app/. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** Returns a function that computes a value of the environment once. */
export function fromEnv<T>(compute: (from: Env) => T): () => T {
  let known: { from: Env; value: T } | undefined;
  return () => {
    const from = env();
    if (known?.from !== from) known = { from, value: compute(from) };
    return known.value;
  };
}

/** Makes the next call of `env` read the environment again; for tests, whose files share this module. */
export function forgetEnv(): void {
  cached = undefined;
}

/**
 * Whether the embedded executor runs the durable functions instead of an Inngest server. May be called while the
 * functions are defined, also in a build without the rest of the environment.
 */
export function hasEmbeddedExecutor(source: Record<string, string | undefined> = process.env): boolean {
  return source["PARLEY_EMBEDDED_EXECUTOR"] === "1";
}

/** How the log is written. It may be read before the environment is checked, since a fault in it is logged too. */
export function logSettings(source: Record<string, string | undefined> = process.env) {
  const { LOG_LEVEL = "", NODE_ENV, VERCEL } = source;
  const usual = NODE_ENV === "test" ? "silent" : "info";
  const level = LOG_LEVELS.find((known) => known === LOG_LEVEL) ?? usual;
  const format = NODE_ENV === "production" ? ("json" as const) : ("readable" as const);
  return { level, format, isFrozenBetweenRequests: Boolean(VERCEL) };
}

function hasInngest(e: Env): boolean {
  return Boolean((e.INNGEST_EVENT_KEY && e.INNGEST_SIGNING_KEY) || e.INNGEST_DEV);
}

function isSender(text: string | undefined): boolean {
  return text === undefined || /^(?:[^<>\p{Cc}]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u.test(text);
}

/** With a bucket but no key, files would silently be stored in the database. */
function s3Faults({ S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY }: Env): string[] {
  const needed = Object.entries({ S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY });
  const missing = needed.filter(([, value]) => value === undefined).map(([name]) => name);
  return missing.length === needed.length ? [] : missing.map((name) => `  ${name}: missing, while other S3_… are set`);
}

/** The default depends on the platform: Vercel writes X-Forwarded-For itself; elsewhere there may be no proxy. */
function defaultsAt(source: Record<string, string | undefined>) {
  const host = source["VERCEL_PROJECT_PRODUCTION_URL"];
  return { PARLEY_URL: host && `https://${host}`, PARLEY_TRUST_PROXY: source["VERCEL"] ? "1" : "0" };
}

function definedOnly(source: Record<string, string | undefined>) {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
}

function describe(issue: z.core.$ZodIssue, source: Record<string, string | undefined>): string {
  return source[String(issue.path[0])] ? issue.message : "missing";
}
