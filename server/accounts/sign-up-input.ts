import { z } from "zod";

export const MAX_PASSWORD = 200;

/** An e-mail address in the one form that is stored and compared. */
export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "Use an e-mail address of at most 254 characters.")
  .pipe(z.email("Write a whole e-mail address, such as ada@example.com."));

/** What signing up takes. Free of server code, so that forms can check the same. */
export const signUpInput = z
  .object({
    email: emailAddress,
    name: z.string().trim().min(1, "Tell us your name.").max(100, "Use a name of at most 100 characters."),
    password: z
      .string()
      .min(10, "Use a password of at least 10 characters.")
      .max(MAX_PASSWORD, `Use a password of at most ${MAX_PASSWORD} characters.`),
  })
  .refine(({ email, password }) => password.trim().toLowerCase() !== email, {
    path: ["password"],
    message: "Choose a password that is not your e-mail address.",
  });

export type SignUpInput = z.infer<typeof signUpInput>;
