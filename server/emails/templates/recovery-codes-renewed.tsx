import { z } from "zod";
import { defineEmail } from "../define-email";
import { EmailFrame, LinkButton, Paragraph } from "./email-frame";

/** Tells a user that there are new recovery codes, in case somebody else made them. */
export const recoveryCodesRenewed = defineEmail({
  content: z.object({ email: z.string(), url: z.url() }),
  subject: () => "Your Parley account has new recovery codes",
  Body: ({ email, url }) => (
    <EmailFrame
      title="There are new recovery codes"
      preview="The earlier ones do not work any more"
      reason="You get this e-mail whenever new recovery codes of your account are made."
    >
      <Paragraph>
        New recovery codes of the Parley account {email} were made. The earlier ones do not work any more.
      </Paragraph>
      <Paragraph>If that was not you, reset your password now, which signs out all devices.</Paragraph>
      <LinkButton href={url}>Reset the password</LinkButton>
    </EmailFrame>
  ),
});
