import { readFileSync } from "node:fs";
import path from "node:path";

/** Reads the JSON samples from a channel's sample-messages.md, keyed by their headings. */
export function samplesOf(kind: string): Map<string, Record<string, unknown>> {
  const text = readFileSync(path.join(import.meta.dirname, "..", kind, "sample-messages.md"), "utf8");
  const sections = text.split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const heading = section.slice(0, section.indexOf("\n"));
      const json = /```json\n([\s\S]*?)```/.exec(section)?.[1];
      if (!json) throw new Error(`The sample "${heading}" has no JSON.`);
      return [heading, JSON.parse(json)];
    }),
  );
}
