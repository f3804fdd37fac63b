import { z } from "zod";
import { newPassword } from "../sign-up/sign-up-input";

/** The fields of the form for a new password. Contains no server code, so that the form can use it, too. */
export const newPasswordForm = z.object({ password: newPassword });

/** The input of a password reset: the link's token and the new password. */
export const resetPasswordInput = newPasswordForm.extend({ token: z.string().max(100) });

export type ResetPasswordInput = z.infer<typeof resetPasswordInput>;
