import { z } from "zod";
import { defineEmail } from "../define-email";
import { EmailFrame, LinkButton, Paragraph } from "./email-frame";

/** The link that sets a new password. */
export const resetPassword = defineEmail({
  content: z.object({ email: z.string(), url: z.url(), minutes: z.int() }),
  subject: () => "Reset your Parley password",
  Body: ({ email, url, minutes }) => (
    <EmailFrame
      title="Reset your password"
      preview={`A link that works once, for ${minutes} minutes`}
      reason="If you did not ask for this, ignore this e-mail: your password stays as it is."
    >
      <Paragraph>Somebody, probably you, asked to reset the password of the Parley account {email}.</Paragraph>
      <LinkButton href={url}>Choose a new password</LinkButton>
      <Paragraph>
        The link works once, for {minutes} minutes. A new password signs the account out on all devices.
      </Paragraph>
    </EmailFrame>
  ),
});
