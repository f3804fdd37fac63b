import { z } from "zod";
import { defineEmail } from "../define-email";
import { EmailFrame, LinkButton, Paragraph } from "./email-frame";

/** The link that confirms the address of a new account. */
export const confirmEmail = defineEmail({
  content: z.object({ email: z.string(), url: z.url(), days: z.int() }),
  subject: () => "Confirm your e-mail address for Parley",
  Body: ({ email, url, days }) => (
    <EmailFrame
      title="Confirm your address"
      preview="So that nobody else can use it"
      reason="If you did not create an account, ignore this e-mail, or reset the account’s password to take it over."
    >
      <Paragraph>Somebody, probably you, created a Parley account with the address {email}.</Paragraph>
      <LinkButton href={url}>Confirm the address</LinkButton>
      <Paragraph>The link works once, for {days} days.</Paragraph>
    </EmailFrame>
  ),
});
