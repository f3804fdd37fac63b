import { readFileSync } from "node:fs";
import path from "node:path";

/** The JSON below a heading of sample-messages.md. */
export function sample(heading: string): Record<string, unknown> {
  const text = readFileSync(path.join(import.meta.dirname, "../sample-messages.md"), "utf8");
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  const json = /```json\n([\s\S]*?)```/.exec(section ?? "")?.[1];
  if (!json) throw new Error(`No sample "${heading}".`);
  return JSON.parse(json);
}
