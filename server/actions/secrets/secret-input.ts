import { z } from "zod";
import { idText } from "@/server/input-types";
import { MIN_SECRET_LENGTH } from "@/server/secrets/masking/secret-limits";
import { identifier } from "@/server/text/identifier";

/** Stored texts are searched for every secret of an action, so a value has a limit. */
const MAX_VALUE = 2000;

const tooShort = `A secret has at least ${MIN_SECRET_LENGTH} characters; a shorter one cannot be hidden in what is shown.`;
const tooLong = `A secret has at most ${MAX_VALUE} characters.`;

const value = z.string().trim().max(MAX_VALUE, tooLong);
const note = z.string().trim().max(300, "A note has at most 300 characters.").default("");

export const createSecretInput = z.object({
  name: identifier,
  value: value.min(MIN_SECRET_LENGTH, tooShort),
  note,
});

/** The name is fixed, because templates refer to it. An empty value keeps the stored one. */
export const updateSecretInput = z.object({
  secretId: idText,
  value: value.refine((text) => text === "" || text.length >= MIN_SECRET_LENGTH, tooShort),
  note,
});

export const deleteSecretInput = z.object({
  secretId: idText,
  /** Deletes the secret even if actions use it. */
  force: z.boolean().default(false),
});
