import { z } from "zod";
import { defineEmail } from "../define-email";
import { EmailFrame, LinkButton, Paragraph } from "./email-frame";

/** For the owner of an account with whose address somebody signed up again. */
export const knownSignUp = defineEmail({
  content: z.object({ signInUrl: z.url(), resetUrl: z.url() }),
  subject: () => "You already have a Parley account",
  Body: ({ signInUrl, resetUrl }) => (
    <EmailFrame
      title="You already have an account"
      preview="Sign in, or reset your password"
      reason="You get this e-mail at most once an hour. If it was not you who signed up, you need to do nothing."
    >
      <Paragraph>
        Somebody signed up for Parley with your e-mail address. You already have an account, and nothing about it has
        changed.
      </Paragraph>
      <LinkButton href={signInUrl}>Sign in</LinkButton>
      <LinkButton href={resetUrl}>Reset your password</LinkButton>
    </EmailFrame>
  ),
});
