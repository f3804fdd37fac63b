import { z } from "zod";
import { defineEmail } from "../define-email";
import { EmailFrame, LinkButton, Paragraph } from "./email-frame";

/** Tells a user that two-factor sign-in was turned on or off, in case it was somebody else. */
export const twoFactorChanged = defineEmail({
  content: z.object({ email: z.string(), url: z.url(), isOn: z.boolean() }),
  subject: ({ isOn }) => `Two-factor sign-in of your Parley account was turned ${isOn ? "on" : "off"}`,
  Body: ({ email, url, isOn }) => (
    <EmailFrame
      title={`Two-factor sign-in was turned ${isOn ? "on" : "off"}`}
      preview={isOn ? "Signing in now takes a code" : "Signing in takes no code any more"}
      reason="You get this e-mail whenever two-factor sign-in of your account is turned on or off."
    >
      <Paragraph>
        {isOn
          ? `Signing in to the Parley account ${email} now also takes a code of an authenticator app. Keep the recovery codes in a safe place: without them and the app, you cannot sign in.`
          : `Signing in to the Parley account ${email} no longer takes a code of an authenticator app. The recovery codes do not work any more.`}
      </Paragraph>
      <Paragraph>If that was not you, reset your password now, which signs out all devices.</Paragraph>
      <LinkButton href={url}>Reset the password</LinkButton>
    </EmailFrame>
  ),
});
