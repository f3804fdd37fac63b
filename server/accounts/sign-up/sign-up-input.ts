import { z } from "zod";
import { nameText } from "@/server/input-types";
import { emailAddress } from "./email-address";

export const MAX_PASSWORD = 200;

/** A new password; the verb checks that it is not easy to guess. */
export const newPassword = z
  .string()
  .min(10, "Use a password of at least 10 characters.")
  .max(MAX_PASSWORD, `Use a password of at most ${MAX_PASSWORD} characters.`);

export const personName = nameText("Tell us your name.", 100, "Use a name of at most 100 characters.");

/** The input of a sign-up. Contains no server code, so that forms can use it, too. */
export const signUpInput = z
  .object({
    email: emailAddress,
    name: personName,
    password: newPassword,
  })
  .refine(({ email, password }) => password.trim().toLowerCase() !== email, {
    path: ["password"],
    message: "Choose a password that is not your e-mail address.",
  });

export type SignUpInput = z.infer<typeof signUpInput>;
