import { z } from "zod";
import { defineEmail } from "../define-email";
import { EmailFrame, LinkButton, Paragraph } from "./email-frame";

/** Shows a member that e-mails arrive. */
export const testMail = defineEmail({
  content: z.object({ settingsUrl: z.url() }),
  subject: () => "Test mail from Parley",
  Body: ({ settingsUrl }) => (
    <EmailFrame
      title="E-mails from Parley arrive"
      preview="This is a test"
      reason="You get this e-mail because you asked for it in the settings of your notifications."
    >
      <Paragraph>You get notifications at this address. Choose what you are notified of:</Paragraph>
      <LinkButton href={settingsUrl}>Notification settings</LinkButton>
    </EmailFrame>
  ),
});
