/** Starts all parts of the product in the required order, concurrently where possible. */
import path from "node:path";
import { freePort, startEmbeddedPostgres } from "../../db/embedded/postgres.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { parsedLine, readableLine } from "../../server/log/readable-line.ts";
import { buildWidget } from "../../widget/build/build-widget.ts";
import { buildApp, staleSourceHash } from "./build.ts";
import type { Part } from "./child-process.ts";
import { superviseExecutor } from "./executor.ts";
import { type LocalSecrets, localSecrets } from "./local-secrets.ts";
import { startNext, waitUntilHealthy } from "./next-server.ts";
import { assertPortFree } from "./port.ts";
import type { Progress } from "./progress.ts";
import { localAddress, type Settings, shownAddress } from "./settings.ts";
import { claimDataDir } from "./single-instance.ts";

export interface StartContext {
  progress: Progress;
  /** Aborted when the user wants to stop, even during the start. */
  signal: AbortSignal;
  /** The running parts, in the order in which they were started; stop them in reverse. */
  parts: Part[];
}

interface Database {
  url: string;
  /** The direct address, if the user's database has a transaction pooler in front. */
  directUrl: string;
  /** Rejects if it ends unexpectedly. */
  died: Promise<never>;
}

/** Resolves when the product answers. The returned promise rejects if a required part ends. */
export async function startProduct(settings: Settings, context: StartContext): Promise<{ died: Promise<never> }> {
  const { progress, parts } = context;
  claimDataDir(settings);
  await assertPortFree(settings);
  const secrets = localSecrets(settings.dataDir);
  const { database, executorPort } = await prepare(settings, context);
  const env = productEnvironment(settings, secrets, database.url, executorPort);
  if (!settings.ownInngest) {
    const executorEnv = {
      ...env,
      DATABASE_URL: database.directUrl,
      PARLEY_APP_URL: localAddress(settings),
      PARLEY_EXECUTOR_PORT: String(executorPort),
    };
    const onLine = prefixed(progress, "executor");
    parts.push(superviseExecutor({ root: settings.root, env: executorEnv, onLine, onCrash: progress.say }));
  }
  const next = startNext(settings, env, prefixed(progress, "app"));
  parts.push(next);
  const died = Promise.race([database.died, nextDied(next.ended)]);
  died.catch(() => undefined); // Prevents an unhandled rejection: it is awaited only after the start.
  await Promise.race([
    database.died,
    progress.step("App answers", () => waitUntilHealthy(localAddress(settings), next, context.signal)),
  ]);
  return { died };
}

/** Prepares the widget, and then the database with its migrations and the build concurrently: these are independent. */
async function prepare(settings: Settings, { progress, signal, parts }: StartContext) {
  const givingUp = new AbortController();
  const stop = AbortSignal.any([signal, givingUp.signal]);
  // The app's build fails without the widget's files. They take a tenth of a second, so nothing checks whether they are stale.
  await buildWidget(settings.root);
  const hash = settings.dev ? undefined : staleSourceHash(settings.root);
  const tasks = [
    hash ? progress.step("App built", () => buildApp(settings.root, hash, stop)) : undefined,
    openDatabase(settings, progress, parts),
    freePort(),
  ] as const;
  try {
    const [, database, executorPort] = await Promise.all(tasks);
    signal.throwIfAborted();
    return { database, executorPort };
  } catch (error) {
    givingUp.abort();
    // The database may have started only now, and must be among the parts before they are stopped.
    await Promise.allSettled(tasks);
    throw error;
  }
}

async function openDatabase(settings: Settings, progress: Progress, parts: Part[]): Promise<Database> {
  const { dataDir, databaseUrl, unpooledDatabaseUrl: directUrl = databaseUrl } = settings;
  if (databaseUrl && directUrl) {
    await progress.step("Database migrated", () => migrateOwnDatabase(directUrl));
    return { url: databaseUrl, directUrl, died: new Promise(() => {}) };
  }
  const server = await progress.step("Database started", () =>
    startEmbeddedPostgres({ dir: path.join(dataDir, "db"), durable: true }),
  );
  parts.push({ stop: server.stop, kill: () => quitDatabase(server.pid) });
  await progress.step("Database migrated", () => migrateDatabase(server.url));
  const died = server.died.then((reason) => {
    throw new Error(`The database ended unexpectedly.\n${reason}`);
  });
  died.catch(() => undefined); // Prevents an unhandled rejection: it is awaited only after the app has started.
  return { url: server.localUrl, directUrl: server.localUrl, died };
}

/** PostgreSQL's immediate shutdown; the next start recovers from its log. */
function quitDatabase(pid: number): void {
  try {
    process.kill(pid, "SIGQUIT");
  } catch (error) {
    const gone = error instanceof Error && "code" in error && error.code === "ESRCH";
    if (!gone) throw error;
  }
}

async function migrateOwnDatabase(databaseUrl: string): Promise<void> {
  try {
    await migrateDatabase(databaseUrl);
  } catch (error) {
    const host = URL.canParse(databaseUrl) ? new URL(databaseUrl).host : "an invalid address";
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The database of DATABASE_URL (${host}) could not be opened and migrated: ${reason}`, {
      cause: error,
    });
  }
}

async function nextDied(ended: ReturnType<typeof startNext>["ended"]): Promise<never> {
  const { how, lastLines } = await ended;
  throw new Error(`${lastLines}\n\nThe app ended unexpectedly (${how}); its last output is above.`);
}

/** The user's variables take precedence over generated ones, except for those of the parts that are started here. */
function productEnvironment(
  settings: Settings,
  secrets: LocalSecrets,
  databaseUrl: string,
  executorPort: number,
): NodeJS.ProcessEnv {
  const { PARLEY_SECRET, ...keys } = secrets;
  const inngest = { ...keys, INNGEST_BASE_URL: `http://127.0.0.1:${executorPort}`, INNGEST_DEV: "0" };
  return {
    NEXT_TELEMETRY_DISABLED: "1",
    ...process.env,
    PARLEY_SECRET: process.env["PARLEY_SECRET"] || PARLEY_SECRET,
    PARLEY_URL: process.env["PARLEY_URL"] || shownAddress(settings),
    DATABASE_URL: databaseUrl,
    DATABASE_URL_UNPOOLED: settings.unpooledDatabaseUrl ?? "",
    PARLEY_EMBEDDED_EXECUTOR: settings.ownInngest ? "" : "1",
    ...(settings.ownInngest ? {} : inngest),
  };
}

/** A person at a terminal gets readable lines; a collector of logs gets the lines of JSON as they are. */
function prefixed(progress: Progress, name: string): (line: string) => void {
  return (line) => {
    const isForCollector = !process.stdout.isTTY && parsedLine(line) !== null;
    progress.say(isForCollector ? line : `${name.padEnd(8)} │ ${readableLine(line)}`);
  };
}
