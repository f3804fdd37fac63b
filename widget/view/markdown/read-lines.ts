/** Lines that are taken one after the other. */
export interface Lines {
  /** The line at a distance from the current one; empty behind the last. */
  line(ahead?: number): string;
  isEnd(): boolean;
  /** Takes lines while they pass a test. */
  take(test: (line: string) => boolean): string[];
  skip(): void;
}

export function readLines(lines: readonly string[]): Lines {
  let at = 0;
  const reader: Lines = {
    line: (ahead = 0) => lines[at + ahead] ?? "",
    isEnd: () => at >= lines.length,
    take(test) {
      const from = at;
      while (at < lines.length && test(reader.line())) at += 1;
      return lines.slice(from, at);
    },
    skip() {
      at += 1;
    },
  };
  return reader;
}
