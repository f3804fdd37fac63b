import { z } from "zod";
import { MAX_PASSWORD, newPassword } from "../sign-up/sign-up-input";

/** What a change of password takes. Free of server code, so that the form can check the same. */
export const changePasswordInput = z.object({
  currentPassword: z.string().min(1, "Enter your current password.").max(MAX_PASSWORD),
  password: newPassword,
});

export type ChangePasswordInput = z.infer<typeof changePasswordInput>;
