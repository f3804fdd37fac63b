import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Writes figures to a new file in bench-results/. */
export function writeResults(kind: string, figures: object): void {
  mkdirSync("bench-results", { recursive: true });
  const prefix = kind === "" ? "" : `${kind}-`;
  const file = path.join("bench-results", `${prefix}${new Date().toISOString().replaceAll(":", "-")}.json`);
  writeFileSync(file, JSON.stringify(figures, null, 2));
  console.log(`Written to ${file}`);
}
