import { z } from "zod";
import { defineEmail } from "../define-email";
import { EmailFrame, LinkButton, Paragraph } from "./email-frame";

/** Tells the old address of an account that it is being changed. */
export const emailChanging = defineEmail({
  content: z.object({ email: z.string(), newEmail: z.string(), resetUrl: z.url() }),
  subject: () => "The e-mail address of your Parley account is being changed",
  Body: ({ email, newEmail, resetUrl }) => (
    <EmailFrame
      title="Your address is being changed"
      preview={`To ${newEmail}`}
      reason="You get this e-mail whenever somebody changes the address of your account, for which they entered its password."
    >
      <Paragraph>
        The address of the Parley account {email} changes to {newEmail} as soon as a link that was sent there is opened.
      </Paragraph>
      <Paragraph>If that was not you, reset your password now: then the link stops working.</Paragraph>
      <LinkButton href={resetUrl}>Reset the password</LinkButton>
    </EmailFrame>
  ),
});
