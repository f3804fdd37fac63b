import { z } from "zod";
import { MAX_PASSWORD, newPassword } from "../sign-up/sign-up-input";

/** The input of a password change. Contains no server code, so that the form can use it, too. */
export const changePasswordInput = z.object({
  currentPassword: z.string().min(1, "Enter your current password.").max(MAX_PASSWORD),
  password: newPassword,
});

export type ChangePasswordInput = z.infer<typeof changePasswordInput>;
