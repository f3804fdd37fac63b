import { z } from "zod";

const optional = z.preprocess((value) => (value === "" ? undefined : value), z.string().optional());

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  DATABASE_URL: z.string().startsWith("postgres", "must be a postgres:// address"),
  PARLEY_SECRET: z.string().min(32, "must have at least 32 characters (openssl rand -base64 32)"),
  PARLEY_URL: z.url("must be the product's public address, such as https://parley.example.com"),
  PARLEY_VERSION: optional,
  /** Hosts (`name` or `name:port`, comma-separated) that outgoing requests may reach although they are private. */
  PARLEY_ALLOWED_PRIVATE_HOSTS: z.string().default(""),
  INNGEST_EVENT_KEY: optional,
  INNGEST_SIGNING_KEY: optional,
  INNGEST_BASE_URL: optional,
  INNGEST_DEV: optional,
  /** Set by Vercel: the commit that runs, for the health check. */
  VERCEL_GIT_COMMIT_SHA: optional,
  GITHUB_ID: optional,
  GITHUB_SECRET: optional,
  GOOGLE_ID: optional,
  GOOGLE_SECRET: optional,
});

export type Env = z.infer<typeof schema>;

/**
 * Checks an environment.
 * @throws Error that lists every variable that is missing or wrong, and what it should be.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse({ PARLEY_URL: vercelAddress(source), ...definedOnly(source) });
  const faults = parsed.success ? [] : parsed.error.issues.map((i) => `  ${i.path.join(".")}: ${describe(i, source)}`);
  if (parsed.success && !hasInngest(parsed.data)) {
    faults.push("  INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY: missing (or INNGEST_DEV for a development server)");
  }
  if (!parsed.success || faults.length > 0) {
    throw new Error(`The environment is not complete:\n${faults.join("\n")}\nSee "Configuration" in README.md.`);
  }
  return parsed.data;
}

let cached: Env | undefined;

/** The process's environment, checked once. The only reader of process.env in the product. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

function hasInngest(e: Env): boolean {
  return Boolean((e.INNGEST_EVENT_KEY && e.INNGEST_SIGNING_KEY) || e.INNGEST_DEV);
}

function vercelAddress(source: Record<string, string | undefined>): string | undefined {
  const host = source["VERCEL_PROJECT_PRODUCTION_URL"];
  return host && `https://${host}`;
}

function definedOnly(source: Record<string, string | undefined>) {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
}

function describe(issue: z.core.$ZodIssue, source: Record<string, string | undefined>): string {
  return source[String(issue.path[0])] ? issue.message : "missing";
}
