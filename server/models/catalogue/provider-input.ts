import { z } from "zod";
import { limitEntries } from "@/server/http/body/limit-entries";
import { idText, nameText } from "@/server/input-types";

const MAX_KEY = 1000;
const keyIsTooLong = "This is too long for an API key.";
const keyCharacters = "An API key has no spaces and no special letters. Copy it again.";

const apiKey = z
  .string()
  .trim()
  .min(1, "Paste the API key. If the server needs none, type any word.")
  .max(MAX_KEY, keyIsTooLong)
  .regex(/^[\x21-\x7e]+$/, keyCharacters);

/** Empty keeps the stored key. */
const keptApiKey = z
  .string()
  .trim()
  .max(MAX_KEY, keyIsTooLong)
  .regex(/^[\x21-\x7e]*$/, keyCharacters)
  .default("");

/** Higher than the limit of distinct ids, since a list may contain duplicates. */
const MOST_NAMED = 1000;

const modelId = z.string().trim().min(1, "Give the model's id.").max(200);

const models = limitEntries(z.array(modelId), MOST_NAMED, "Name at most 100 models.")
  .transform((ids) => [...new Set(ids)])
  .pipe(z.array(z.string()).min(1, "Name at least one model.").max(100, "Name at most 100 models."));

const name = nameText("Give the provider a name.", 80);
const baseUrl = z.string().trim().max(2000).transform(toBaseUrl);

const gateway = {
  kind: z.literal("gateway"),
  baseUrl: z
    .string()
    .nullish()
    .transform(() => null),
};
const compatible = { kind: z.literal("openai_compatible"), baseUrl };

export const createProviderInput = z.discriminatedUnion("kind", [
  z.object({ ...gateway, name, apiKey, models }),
  z.object({ ...compatible, name, apiKey, models }),
]);

export const updateProviderInput = z.discriminatedUnion("kind", [
  z.object({ ...gateway, providerId: idText, name, apiKey: keptApiKey, models }),
  z.object({ ...compatible, providerId: idText, name, apiKey: keptApiKey, models }),
]);

export const deleteProviderInput = z.object({
  providerId: idText,
  /** Deletes the provider even if bots use it. */
  force: z.boolean().default(false),
});

/** The provider that a form describes, before it is saved. With `providerId`, an empty key means the stored one. */
const described = { providerId: idText.nullish(), apiKey: keptApiKey };

export const describedProvider = z.discriminatedUnion("kind", [
  z.object({ ...gateway, ...described }),
  z.object({ ...compatible, ...described }),
]);
export type DescribedProvider = z.output<typeof describedProvider>;

export const tryProviderInput = z.object({ provider: describedProvider, modelId });

/** Normalises the base URL, to which `/chat/completions` is appended. Users often paste it with that path included. */
function toBaseUrl(written: string, ctx: z.RefinementCtx): string {
  const url = URL.parse(written);
  const fault = baseUrlFault(url);
  if (url === null || fault !== null) {
    ctx.addIssue({ code: "custom", message: fault ?? "" });
    return z.NEVER;
  }
  return `${url.origin}${url.pathname}`.replace(/\/chat\/completions\/?$/, "").replace(/\/+$/, "");
}

function baseUrlFault(url: URL | null): string | null {
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    return "Give the whole address, such as https://api.example.com/v1.";
  }
  if (url.username !== "" || url.password !== "") return "Leave user name and password out of the address.";
  if (url.search !== "" || url.hash !== "") return "Leave out what follows ? or # in the address.";
  return null;
}
