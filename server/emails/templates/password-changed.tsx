import { z } from "zod";
import { defineEmail } from "../define-email";
import { EmailFrame, LinkButton, Paragraph } from "./email-frame";

/** Tells a user that the password was reset, in case it was somebody else. */
export const passwordChanged = defineEmail({
  content: z.object({ email: z.string(), url: z.url() }),
  subject: () => "Your Parley password was changed",
  Body: ({ email, url }) => (
    <EmailFrame
      title="Your password was changed"
      preview="All devices are signed out"
      reason="You get this e-mail whenever the password of your account is reset."
    >
      <Paragraph>The password of the Parley account {email} was reset, and all devices were signed out.</Paragraph>
      <Paragraph>If that was not you, reset it again and check who can read your e-mails.</Paragraph>
      <LinkButton href={url}>Reset the password</LinkButton>
    </EmailFrame>
  ),
});
