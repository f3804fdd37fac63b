/** A Node program that this process supervises: its output by lines, its end, its orderly stop. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

export interface ChildOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Gets each line of its output. */
  onLine(line: string): void;
}

/** Something that was started and is to be stopped. */
export interface Part {
  /** Lets it finish what it is doing, and kills it where that takes longer than `graceMs`. */
  stop(graceMs: number): Promise<void>;
  /** Kills it at once, with all that it started. */
  kill(): void;
}

export interface Child extends Part {
  /** Resolves when it is gone, with how: "exit code 1", "SIGKILL". */
  ended: Promise<Ending>;
}

export interface Ending {
  how: string;
  ok: boolean;
  /** The last lines of its output. */
  lastWords: string;
}

const KEPT_LINES = 60;
/** As an address, since `--import` reads one: a folder's name may hold a # or %. */
const EXIT_WITH_PARENT = new URL("exit-with-parent.mjs", import.meta.url).href;

/** Starts `node <args>`; it does not outlive this process, kill -9 of this process included. */
export function startChild(args: string[], { cwd, env, onLine }: ChildOptions): Child {
  const child = spawn(process.execPath, ["--import", EXIT_WITH_PARENT, ...args], {
    cwd,
    env: withoutNpm(env),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // Its own process group: Ctrl-C in the terminal must reach the supervisor alone, which ends things in order.
    detached: true,
    windowsHide: true,
  });
  const lines: string[] = [];
  const keep = (line: string) => {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
    onLine(line);
  };
  eachLine(child.stdout, keep);
  eachLine(child.stderr, keep);
  const ended = Promise.withResolvers<Ending>();
  const end = (how: string, ok: boolean) => ended.resolve({ how, ok, lastWords: lines.join("\n") });
  child.on("error", (error) => end(error.message, false));
  child.on("close", (code, signal) => end(signal ?? `exit code ${code}`, code === 0));

  function kill(): void {
    const alive = child.exitCode === null && child.signalCode === null;
    if (!alive || child.pid === undefined) return;
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  }

  async function stop(graceMs: number): Promise<void> {
    child.kill("SIGTERM");
    const timer = setTimeout(kill, graceMs);
    await ended.promise;
    clearTimeout(timer);
  }

  return { ended: ended.promise, stop, kill };
}

function eachLine(stream: Readable | null, onLine: (line: string) => void): void {
  if (stream) createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on("line", onLine);
}

/** npm's own variables mean nothing to the parts, and libraries that read the whole environment often pay for each. */
function withoutNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...env,
    ...Object.fromEntries(Object.keys(env).flatMap((name) => (name.startsWith("npm_") ? [[name, undefined]] : []))),
  };
}
