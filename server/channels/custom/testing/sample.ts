import { samplesOf } from "@/server/channels/testing/samples";

const samples = samplesOf("custom");

/** Returns the JSON below a heading of sample-messages.md. Each call returns a copy. */
export function sample(heading: string): Record<string, unknown> {
  const found = samples.get(heading);
  if (!found) throw new Error(`No sample "${heading}".`);
  return structuredClone(found);
}
