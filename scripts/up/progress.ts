/** Shows a start's finished steps as a list and, on a terminal, a live line for the steps in progress. */
import type { WriteStream } from "node:tty";

export interface Progress {
  /** Runs `work` and shows it with its duration when it is done; the caller must show a failure. */
  step<T>(label: string, work: () => Promise<T>): Promise<T>;
  /** Shows a line above the live line. */
  say(line: string): void;
}

const CLEAR_LINE = "\r\u001B[2K";
const REDRAW_MS = 100;
/** Without a terminal, only steps that take this long are announced before they are done. */
const ANNOUNCE_AFTER_MS = 2_000;

export function createProgress(out: WriteStream = process.stdout): Progress {
  const running = new Map<string, number>();
  let redraw: NodeJS.Timeout | undefined;

  function drawRunning(): void {
    if (!out.isTTY) return;
    const parts = [...running].map(([label, started]) => `${label} ${formatDuration(Date.now() - started)}`);
    out.write(CLEAR_LINE + (parts.length > 0 ? `… ${parts.join(" · ")}` : ""));
  }

  function say(line: string): void {
    out.write(`${out.isTTY ? CLEAR_LINE : ""}${line}\n`);
    drawRunning();
  }

  async function step<T>(label: string, work: () => Promise<T>): Promise<T> {
    const started = Date.now();
    running.set(label, started);
    if (out.isTTY) redraw ??= setInterval(drawRunning, REDRAW_MS);
    const announce = out.isTTY ? undefined : setTimeout(() => say(`… ${label}`), ANNOUNCE_AFTER_MS);
    try {
      const result = await work();
      running.delete(label);
      say(`✓ ${label.padEnd(32)} ${formatDuration(Date.now() - started).padStart(8)}`);
      return result;
    } finally {
      clearTimeout(announce);
      running.delete(label);
      if (running.size === 0) {
        clearInterval(redraw);
        redraw = undefined;
      }
      drawRunning();
    }
  }

  return { step, say };
}

export function formatDuration(ms: number): string {
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
