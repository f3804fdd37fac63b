/** Runs a supervised Node program: reports its output by line and its end, and stops it in order. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

export interface ChildOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Called with each line of the output. */
  onLine(line: string): void;
}

/** A started part of the product that can be stopped. */
export interface Part {
  /** Lets it finish its work, and kills it if that takes longer than `graceMs`. */
  stop(graceMs: number): Promise<void>;
  /** Kills it immediately, with all processes that it started. */
  kill(): void;
}

export interface Child extends Part {
  /** Resolves at its end with the cause: "exit code 1", "SIGKILL". */
  ended: Promise<Ending>;
}

export interface Ending {
  how: string;
  ok: boolean;
  /** The last lines of the output. */
  lastLines: string;
}

const KEPT_LINES = 60;
/** A URL, since `--import` expects one: a folder's name may contain # or %. */
const EXIT_WITH_PARENT = new URL("exit-with-parent.mjs", import.meta.url).href;

/** Starts `node <args>`; the child does not outlive this process, even after kill -9 of this process. */
export function startChild(args: string[], { cwd, env, onLine }: ChildOptions): Child {
  const child = spawn(process.execPath, ["--import", EXIT_WITH_PARENT, ...args], {
    cwd,
    env: withoutNpm(env),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // A separate process group: Ctrl-C in the terminal must reach only the supervisor, which stops parts in order.
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
  const end = (how: string, ok: boolean) => ended.resolve({ how, ok, lastLines: lines.join("\n") });
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
    const timer = setTimeout(() => {
      onLine(`Did not stop within ${graceMs / 1000} s and is killed.`);
      kill();
    }, graceMs);
    await ended.promise;
    clearTimeout(timer);
  }

  return { ended: ended.promise, stop, kill };
}

function eachLine(stream: Readable | null, onLine: (line: string) => void): void {
  if (stream) createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on("line", onLine);
}

/**
 * Removes npm's own variables, which the parts do not use; libraries that often read the whole environment get faster.
 */
function withoutNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...env,
    ...Object.fromEntries(Object.keys(env).flatMap((name) => (name.startsWith("npm_") ? [[name, undefined]] : []))),
  };
}
