import { withoutStandardName } from "@/server/schemas/standard-functions";

/** Derives a function name: "Look up an order" gives "look_up_an_order". Returns "" if no valid character is left. */
export function suggestFunctionName(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  const safe = /^\d/.test(words) ? `_${words}` : words;
  return withoutStandardName(safe.slice(0, 64).replace(/_+$/, ""));
}
