import { z } from "zod";
import { MAX_PASSWORD } from "../sign-up/sign-up-input";

/** The input of an account's deletion. Contains no server code, so that the form can use it, too. */
export const deleteAccountInput = z.object({
  /** Empty for an account without a password. */
  password: z.string().max(MAX_PASSWORD),
});
