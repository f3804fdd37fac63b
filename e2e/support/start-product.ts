/** Starts the built product like `npm run up`, on a free port with a separate data folder. */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../../db/embedded/postgres.ts";
import { kill9, processesNaming, processTree, untilGone } from "./processes.ts";

export interface Product {
  url: string;
  port: number;
  dataDir: string;
  /** The whole output of the start so far. */
  output(): string;
  /** Sends SIGTERM; resolves with the exit code when all processes have ended, and removes the data folder. */
  stop(): Promise<number | undefined>;
  /** Sends SIGKILL to every process of the product, including the database. */
  kill9(): Promise<void>;
  /** Sends SIGKILL to the supervisor; the parts have to notice it. The database stays, as after a real crash. */
  kill9Supervisor(): Promise<void>;
  /** Starts it again on the same data and port, after stopping it if it runs. */
  restart(): Promise<void>;
}

export interface UpOptions {
  dataDir: string;
  port: number;
  env?: Record<string, string>;
}

const ROOT = path.resolve(import.meta.dirname, "../..");
/** Keeps a developer's .env out of the tests: an empty variable counts as unset, but takes precedence over the file. */
const NEUTRAL = Object.fromEntries(
  ["HOST", "DATABASE_URL", "PARLEY_SECRET", "PARLEY_URL", "PARLEY_VERSION", "INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"]
    .concat([
      "DATABASE_URL_UNPOOLED",
      "INNGEST_BASE_URL",
      "INNGEST_DEV",
      "GITHUB_ID",
      "GITHUB_SECRET",
      "GOOGLE_ID",
      "GOOGLE_SECRET",
      "LOG_LEVEL",
      "OTEL_EXPORTER_OTLP_ENDPOINT",
    ])
    .map((name) => [name, ""]),
);

/** Resolves when the product is ready; builds it first if necessary. */
export async function startProduct({ env = {} }: { env?: Record<string, string> } = {}): Promise<Product> {
  const dataDir = makeDataDir();
  const port = await freePort();
  const options = { dataDir, port, env };
  let up = await startUp(options);

  async function stop(): Promise<number | undefined> {
    up.child.kill("SIGTERM");
    const code = await up.ended;
    // After kill9Supervisor its database still runs.
    await kill9(processesNaming(dataDir));
    rmSync(dataDir, { recursive: true, force: true });
    return code;
  }

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    dataDir,
    output: () => up.output(),
    stop,
    kill9: () => kill9(processTree(up.pid)),
    async kill9Supervisor() {
      const database = new Set(processesNaming(dataDir).flatMap(processTree));
      const others = processTree(up.pid).filter((pid) => !database.has(pid));
      process.kill(-up.pid, "SIGKILL");
      await untilGone(others);
    },
    async restart() {
      up.child.kill("SIGTERM");
      await up.ended;
      up = await startUp(options);
    },
  };
}

/** Makes a data folder in the system's temporary folder that the database's user can enter. */
export function makeDataDir(): string {
  const dir = mkdtempSync(path.join(tmpdir(), "parley-data-"));
  chmodSync(dir, 0o755);
  return dir;
}

export interface Up {
  child: ChildProcess;
  pid: number;
  /** Both of its output streams, mixed. */
  output(): string;
  /** Resolves when the product reports that it is ready; rejects with its output if it ends first. */
  ready: Promise<void>;
  /** Resolves with the exit code; undefined after a signal. */
  ended: Promise<number | undefined>;
}

/** Runs scripts/up.mjs in a separate process group. */
export function runUp({ dataDir, port, env }: UpOptions): Up {
  const child = spawn(process.execPath, [path.join(ROOT, "scripts/up.mjs")], {
    cwd: ROOT,
    env: { ...process.env, ...NEUTRAL, PARLEY_DATA_DIR: dataDir, PORT: String(port), ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  const ready = Promise.withResolvers<void>();
  const read = (chunk: string) => {
    output += chunk;
    if (output.includes("Parley is ready")) ready.resolve();
  };
  child.stdout.setEncoding("utf8").on("data", read);
  child.stderr.setEncoding("utf8").on("data", read);
  const ended = new Promise<number | undefined>((resolve) => child.on("close", (code) => resolve(code ?? undefined)));
  void ended.then((code) => ready.reject(new Error(`The product did not start (exit code ${code}):\n${output}`)));
  ready.promise.catch(() => undefined); // A test that expects a failed start reads only `ended` and `output`.
  if (child.pid === undefined) throw new Error("scripts/up.mjs could not be run.");
  return { child, pid: child.pid, output: () => output, ready: ready.promise, ended };
}

async function startUp(options: UpOptions): Promise<Up> {
  const up = runUp(options);
  await up.ready;
  return up;
}
