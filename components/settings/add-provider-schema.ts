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

/** What the form for a new provider asks for; its output is what `models.providers.create` takes. */
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

/** Model ids, one a line or separated by commas; repeated ones once. */
export function readModels(text: string): string[] {
  return [...new Set(text.split(/[\n,]/u).map((line) => line.trim()))].filter(Boolean);
}
