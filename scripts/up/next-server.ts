/** The process of the app, in production or development mode: its output, and the wait until it is healthy. */
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Child, startChild } from "./child-process.ts";
import type { Settings } from "./settings.ts";

const POLL_MS = 40;
const TIMEOUT_MS = 120_000;
/** Lines that repeat what the start's own list shows. */
const NOISE = [
  /^\s*$/,
  /^▲ Next\.js/,
  /^- (Local|Network|Environments|Experiments)/,
  // The development server logs every request.
  /^ (GET|PUT|POST) \/api\/(health|inngest)\b/,
  /^✓ (Starting|Ready in|Running next\.config)/,
];

export function startNext(settings: Settings, env: NodeJS.ProcessEnv, show: (line: string) => void): Child {
  const program = settings.dev
    ? [
        path.join(settings.root, "node_modules/next/dist/bin/next"),
        "dev",
        "-H",
        settings.host,
        "-p",
        String(settings.port),
      ]
    : [path.join(import.meta.dirname, "serve-app.ts")];
  return startChild(program, {
    cwd: settings.root,
    env: {
      ...env,
      NODE_ENV: settings.dev ? "development" : "production",
      HOST: settings.host,
      PORT: String(settings.port),
    },
    onLine: (line) => {
      if (!NOISE.some((pattern) => pattern.test(line))) show(line);
    },
  });
}

/**
 * Resolves when the product reports that all its parts are ready.
 * @throws Error with the server's last output if it ends, or with the parts that are not ready after two minutes.
 */
export async function waitUntilHealthy(address: string, next: Child, signal: AbortSignal): Promise<void> {
  const died = next.ended.then(({ how, lastLines }) => {
    throw new Error(`${lastLines}\n\nThe app ended while starting (${how}); its last output is above.`);
  });
  await Promise.race([died, pollHealth(address, signal)]);
}

async function pollHealth(address: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MS;
  let last = "no answer";
  while (Date.now() < deadline) {
    try {
      const response = await fetch(`${address}/api/health`, { signal });
      if (response.ok) return void (await response.body?.cancel());
      last = `${response.status} ${await response.text()}`;
    } catch (error) {
      signal.throwIfAborted();
      last = error instanceof Error ? String(error.cause ?? error.message) : String(error);
    }
    await sleep(POLL_MS, undefined, { signal });
  }
  throw new Error(
    `The app did not become ready in ${TIMEOUT_MS / 1000} s. The last answer of /api/health: ${last.slice(0, 1000)}`,
  );
}
