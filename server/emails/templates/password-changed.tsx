import { z } from "zod";
import { defineEmail } from "../define-email";
import { EmailFrame, LinkButton, Paragraph } from "./email-frame";

/** Tells a user that the password was changed or reset, in case it was somebody else. */
export const passwordChanged = defineEmail({
  // `isReset` is false for a change by a user who was signed in; that device stays signed in.
  content: z.object({ email: z.string(), url: z.url(), isReset: z.boolean().default(true) }),
  subject: () => "Your Parley password was changed",
  Body: ({ email, url, isReset }) => (
    <EmailFrame
      title="Your password was changed"
      preview={isReset ? "All devices are signed out" : "All other devices are signed out"}
      reason="You get this e-mail whenever the password of your account is changed."
    >
      <Paragraph>
        {isReset
          ? `The password of the Parley account ${email} was reset, and all devices were signed out.`
          : `The password of the Parley account ${email} was changed, and all other devices were signed out.`}
      </Paragraph>
      <Paragraph>If that was not you, reset it {isReset ? "again " : ""}and check who can read your e-mails.</Paragraph>
      <LinkButton href={url}>Reset the password</LinkButton>
    </EmailFrame>
  ),
});
