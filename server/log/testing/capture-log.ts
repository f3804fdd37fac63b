import { createLogger, replaceLogger } from "../logger";
import { parsedLine } from "../readable-line";

/** What the process logs from now on, of every level, until `stop`. */
export interface CapturedLog {
  /** Each line as it is written. */
  raw: string[];
  /** The fields of each line. */
  lines(): Record<string, unknown>[];
  /** The messages of all lines, as a person reads them. */
  text(): string;
  stop(): void;
}

/** Captures the log, which is silent in tests otherwise. */
export function captureLog(): CapturedLog {
  const raw: string[] = [];
  replaceLogger(createLogger("trace", { write: (line) => void raw.push(line) }));
  const lines = () => raw.map((line) => parsedLine(line) ?? {});
  return {
    raw,
    lines,
    text: () =>
      lines()
        .flatMap(({ msg }) => (typeof msg === "string" ? [msg] : []))
        .join("\n"),
    stop: () => replaceLogger(undefined),
  };
}
