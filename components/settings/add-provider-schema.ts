import { z } from "zod";

const name = z
  .string()
  .trim()
  .min(1, "Name it, so that you find it in a bot's settings.")
  .max(80, "Use at most 80 characters.");
const apiKey = z.string().trim().min(1, "Paste the provider's API key.");
const models = z.string().transform((text, ctx) => {
  const found = readModels(text);
  if (found.length === 0) ctx.addIssue({ code: "custom", message: "Write at least one model id, such as gpt-5-mini." });
  return found;
});

/** The form of a new provider; its output is the input of `models.providers.create`. */
export const addProviderForm = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("gateway"), name, apiKey, models }),
  z.object({
    kind: z.literal("openai_compatible"),
    name,
    apiKey,
    models,
    baseUrl: z.url({
      protocol: /^https?$/,
      error: "Write the whole address, such as https://api.example.com/v1.",
    }),
  }),
]);

/** Parses model ids, one per line or separated by commas, without repeats. */
export function readModels(text: string): string[] {
  return [...new Set(text.split(/[\n,]/u).map((line) => line.trim()))].filter(Boolean);
}
