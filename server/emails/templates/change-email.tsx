import { z } from "zod";
import { defineEmail } from "../define-email";
import { EmailFrame, LinkButton, Paragraph } from "./email-frame";

/** The link that changes an account's address to the one that it is sent to. */
export const changeEmail = defineEmail({
  content: z.object({ email: z.string(), url: z.url(), days: z.int() }),
  subject: () => "Confirm your new e-mail address for Parley",
  Body: ({ email, url, days }) => (
    <EmailFrame
      title="Confirm your new address"
      preview="Then you sign in with it"
      reason="If you did not ask for this, ignore this e-mail: nothing changes."
    >
      <Paragraph>Somebody, probably you, wants to sign in to Parley with the address {email} from now on.</Paragraph>
      <LinkButton href={url}>Use this address</LinkButton>
      <Paragraph>The link works once, for {days} days.</Paragraph>
    </EmailFrame>
  ),
});
