import type { z } from "zod";
import type { EmailTemplate } from "../define-email";
import { changeEmail } from "./change-email";
import { confirmEmail } from "./confirm-email";
import { emailChanging } from "./email-changing";
import { invitation } from "./invitation";
import { knownSignUp } from "./known-sign-up";
import { notification } from "./notification";
import { passwordChanged } from "./password-changed";
import { recoveryCodeUsed } from "./recovery-code-used";
import { recoveryCodesRenewed } from "./recovery-codes-renewed";
import { resetPassword } from "./reset-password";
import { testMail } from "./test-mail";
import { twoFactorChanged } from "./two-factor-changed";

/** Every e-mail, by the name that its row stores if it has one (`queueEmail`). */
export const emailTemplates = {
  change_email: changeEmail,
  confirm_email: confirmEmail,
  email_changing: emailChanging,
  invitation,
  known_sign_up: knownSignUp,
  notification,
  password_changed: passwordChanged,
  recovery_code_used: recoveryCodeUsed,
  recovery_codes_renewed: recoveryCodesRenewed,
  reset_password: resetPassword,
  test_mail: testMail,
  two_factor_changed: twoFactorChanged,
} satisfies Record<string, EmailTemplate>;

export type EmailTemplateName = keyof typeof emailTemplates;
export type EmailContent<Name extends EmailTemplateName> = z.input<(typeof emailTemplates)[Name]["content"]>;

/** Returns the template with a stored name; undefined for one that no longer exists. */
export function findEmailTemplate(name: string): EmailTemplate | undefined {
  return new Map<string, EmailTemplate>(Object.entries(emailTemplates)).get(name);
}
