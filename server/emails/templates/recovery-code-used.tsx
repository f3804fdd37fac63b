import { z } from "zod";
import { defineEmail } from "../define-email";
import { EmailFrame, LinkButton, Paragraph } from "./email-frame";

/** Tells a user that a recovery code was used, in case it was somebody else. */
export const recoveryCodeUsed = defineEmail({
  content: z.object({ email: z.string(), url: z.url(), codesLeft: z.number() }),
  subject: () => "A recovery code of your Parley account was used",
  Body: ({ email, url, codesLeft }) => (
    <EmailFrame
      title="A recovery code was used"
      preview={leftText(codesLeft)}
      reason="You get this e-mail whenever a recovery code of your account is used."
    >
      <Paragraph>
        A recovery code of the Parley account {email} was used in place of the authenticator app. {leftText(codesLeft)}
      </Paragraph>
      <Paragraph>If that was not you, reset your password now, which signs out all devices.</Paragraph>
      <LinkButton href={url}>Reset the password</LinkButton>
    </EmailFrame>
  ),
});

function leftText(count: number): string {
  if (count === 0) return "It was the last one: make new ones in your account’s settings.";
  return count === 1 ? "One more is left." : `${count} more are left.`;
}
