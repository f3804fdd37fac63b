import { z } from "zod";
import { emailAddress } from "../sign-up/email-address";
import { MAX_PASSWORD } from "../sign-up/sign-up-input";

/** The input of a change of the e-mail address. Contains no server code, so that the form can use it, too. */
export const changeEmailInput = z.object({
  email: emailAddress,
  /** Empty for an account without a password. */
  password: z.string().max(MAX_PASSWORD),
});

export type ChangeEmailInput = z.infer<typeof changeEmailInput>;
