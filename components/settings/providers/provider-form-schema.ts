import { z } from "zod";

const name = z
  .string()
  .trim()
  .min(1, "Name it, so that you find it in a bot's settings.")
  .max(80, "Use at most 80 characters.");
const models = z.array(z.string()).min(1, "Choose at least one model.").max(100, "Choose at most 100 models.");
const baseUrl = z.url({
  protocol: /^https?$/,
  error: "Write the whole address, such as https://api.example.com/v1.",
});
const common = { name, apiKey: z.string().trim(), models, needsNoKey: z.boolean() };

/** What an empty key becomes at a server that needs none, since requests always have one. */
export const NO_KEY = "none";

/**
 * The form of a provider; its output is the input of `models.providers.create`.
 * @param stored The saved provider that is edited. Its key is kept if the field is empty and the address is the same.
 */
export function providerForm(stored: { baseUrl: string | null } | null) {
  const address = { kind: z.literal("openai_compatible"), baseUrl };
  return z
    .discriminatedUnion("kind", [
      // The form keeps a typed address while the gateway is chosen.
      z.object({ kind: z.literal("gateway"), baseUrl: z.string().transform(() => null), ...common }),
      z.object({ ...address, ...common }),
    ])
    .superRefine(({ apiKey, baseUrl, needsNoKey }, ctx) => {
      if (apiKey !== "" || needsNoKey) return;
      const message = stored ? changedAddress(stored.baseUrl, baseUrl) : "Paste the provider's API key.";
      if (message !== null) ctx.addIssue({ code: "custom", path: ["apiKey"], message });
    })
    .transform(({ needsNoKey, apiKey, ...provider }) => ({
      ...provider,
      apiKey: needsNoKey && apiKey === "" ? NO_KEY : apiKey,
    }));
}

/** Returns why the stored key cannot be kept; null if it can. */
function changedAddress(stored: string | null, typed: string | null): string | null {
  const same = trimmed(stored) === trimmed(typed);
  return same ? null : "The address has changed. Type the key again: the stored key is only sent to the old address.";
}

function trimmed(address: string | null): string {
  return (address ?? "").trim().replace(/(?:\/chat\/completions)?\/*$/, "");
}

/** Parses model ids, one per line or separated by commas, without repeats. */
export function readModels(text: string): string[] {
  return [...new Set(text.split(/[\n,]/u).map((line) => line.trim()))].filter(Boolean);
}
