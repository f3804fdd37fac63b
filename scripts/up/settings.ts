/** The settings of a start, read once from the command line and the environment. */
import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

export interface Settings {
  /** The project's folder. */
  root: string;
  /** The folder of the database, the secrets and the lock; absolute. */
  dataDir: string;
  /** Whether the user chose the data folder. */
  dataDirGiven: boolean;
  /** The address to listen on; any address but a loopback one is reachable from other machines. */
  host: string;
  port: number;
  /** Whether to run next dev instead of the production build. */
  dev: boolean;
  /** The user's own database; without it the embedded one is started. */
  databaseUrl: string | undefined;
  /** The same database's direct address, past a transaction pooler. */
  unpooledDatabaseUrl: string | undefined;
  /** Whether the user's own Inngest (cloud, self-hosted or its development server) replaces the embedded executor. */
  ownInngest: boolean;
}

const DEFAULT_HOST = "127.0.0.1";
const DEFAULT_PORT = 3000;

/** @throws Error with the wrong flag or variable and its valid values. */
export function readSettings(args: string[], environment: NodeJS.ProcessEnv): Settings {
  const root = path.resolve(import.meta.dirname, "../..");
  const { values } = parseArgs({ args, options: { dev: { type: "boolean", default: false } }, strict: true });
  return {
    root,
    dataDir: path.resolve(root, environment["PARLEY_DATA_DIR"] || ".data"),
    dataDirGiven: Boolean(environment["PARLEY_DATA_DIR"]),
    host: environment["HOST"] || DEFAULT_HOST,
    port: readPort(environment["PORT"]),
    dev: values.dev,
    databaseUrl: environment["DATABASE_URL"] || undefined,
    unpooledDatabaseUrl: (environment["DATABASE_URL"] && environment["DATABASE_URL_UNPOOLED"]) || undefined,
    ownInngest: hasOwnInngest(environment),
  };
}

/** Addresses that mean every interface: the product answers on all of this machine's addresses. */
const EVERY_INTERFACE = new Set(["0.0.0.0", "::"]);

/** The address of the product on this machine. */
export function localAddress({ host, port }: Settings): string {
  return `http://${forUrl(EVERY_INTERFACE.has(host) ? DEFAULT_HOST : host)}:${port}`;
}

/** The address to enter in a browser on this machine. */
export function shownAddress(settings: Settings): string {
  return isLocalhost(settings.host) ? `http://localhost:${settings.port}` : localAddress(settings);
}

/** Whether `localhost` reaches a server that listens on this address. */
export function isLocalhost(host: string): boolean {
  return host === DEFAULT_HOST || EVERY_INTERFACE.has(host);
}

/** Puts an IPv6 address in brackets. */
function forUrl(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

/** Adds the variables of .env.local and .env, as Next.js does; existing variables take precedence. */
export function loadEnvironmentFiles(root: string): void {
  for (const name of [".env.local", ".env"]) {
    const file = path.join(root, name);
    if (existsSync(file)) process.loadEnvFile(file);
  }
}

function readPort(value: string | undefined): number {
  if (!value) return DEFAULT_PORT;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`PORT is "${value}"; it must be a whole number from 1 to 65535.`);
  }
  return port;
}

function hasOwnInngest(environment: NodeJS.ProcessEnv): boolean {
  if (!["", "0", "false"].includes(environment["INNGEST_DEV"] ?? "")) return true;
  const keys = ["INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"];
  const missing = keys.filter((name) => !environment[name]);
  if (missing.length === 1) {
    throw new Error(`${missing[0]} is missing: set both ${keys.join(" and ")}, or neither to run without Inngest.`);
  }
  return missing.length === 0;
}
