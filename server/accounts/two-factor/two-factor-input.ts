import { z } from "zod";
import { MAX_PASSWORD } from "../sign-up/sign-up-input";

/** The inputs of two-factor sign-in. Contain no server code, so that forms can use them, too. */

/** A code of the authenticator app. */
const appCode = z
  .string()
  .transform((code) => code.replace(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "Enter the six digits that the app shows."));

/** A code of the authenticator app, or a recovery code. */
export const anyCode = z.string().trim().min(6, "Enter the code of your app, or a recovery code.").max(40);

/** Empty for an account without a password. */
const ownPassword = z.string().max(MAX_PASSWORD);

export const confirmTwoFactorInput = z.object({ password: ownPassword, code: appCode });
export const renewRecoveryCodesInput = z.object({ code: anyCode });
export const turnOffTwoFactorInput = z.object({ password: ownPassword, code: anyCode });

export type ConfirmTwoFactorInput = z.infer<typeof confirmTwoFactorInput>;
export type TurnOffTwoFactorInput = z.infer<typeof turnOffTwoFactorInput>;
