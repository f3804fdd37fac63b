/** Keeps the embedded durable executor running beside the app. */
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Child, type Part, startChild } from "./child-process.ts";

interface Options {
  root: string;
  env: NodeJS.ProcessEnv;
  onLine(line: string): void;
  /** Called on each unexpected end with a message that includes the delay of the restart. */
  onCrash(message: string): void;
}

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 30_000;
/** After running this long, the executor is considered healthy and the delay is reset. */
const HEALTHY_MS = 60_000;

/** Starts the executor and restarts it with growing delays when it crashes. Its jobs are safe in the database. */
export function superviseExecutor({ root, env, onLine, onCrash }: Options): Part {
  const stopping = new AbortController();
  let child: Child;

  async function run(): Promise<void> {
    let delay = FIRST_DELAY_MS;
    while (!stopping.signal.aborted) {
      const started = Date.now();
      child = startChild([path.join(root, "inngest/local/main.ts")], { cwd: root, env, onLine });
      const { how } = await child.ended;
      if (stopping.signal.aborted) return;
      delay = Date.now() - started > HEALTHY_MS ? FIRST_DELAY_MS : delay;
      onCrash(`The durable executor ended unexpectedly (${how}); it restarts in ${delay / 1000} s.`);
      await sleep(delay, undefined, { signal: stopping.signal }).catch(() => undefined);
      delay = Math.min(delay * 2, MAX_DELAY_MS);
    }
  }

  const finished = run();
  return {
    async stop(graceMs) {
      stopping.abort();
      await child.stop(graceMs);
      await finished;
    },
    kill: () => child.kill(),
  };
}
