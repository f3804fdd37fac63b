import { z } from "zod";
import { idText, nameText } from "@/server/input-types";
import { apiScopes } from "@/server/schemas/api-scopes";

/** Ten years. */
const MAX_DAYS = 3650;

export const createApiKeyInput = z.object({
  name: nameText("Name the key after the system that will use it.", 100, "A name has at most 100 characters."),
  scopes: z
    .array(z.enum(apiScopes))
    .max(apiScopes.length)
    .overwrite((scopes) => [...new Set(scopes)])
    .min(1, "Choose what the key may do."),
  /** Null for a key that does not expire. */
  expiresInDays: z
    .number("Choose when the key expires.")
    .int("Use whole days.")
    .min(1, "A key is valid for at least a day.")
    .max(MAX_DAYS, `A key is valid for at most ${MAX_DAYS} days, or does not expire.`)
    .nullable(),
});

export const revokeApiKeyInput = z.object({ keyId: idText });
