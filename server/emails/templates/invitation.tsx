import { z } from "zod";
import { defineEmail } from "../define-email";
import { EmailFrame, LinkButton, Paragraph } from "./email-frame";

/** The link that makes its recipient a member of a workspace. */
export const invitation = defineEmail({
  content: z.object({ workspace: z.string(), inviter: z.string(), role: z.string(), url: z.url(), days: z.int() }),
  subject: ({ workspace }) => `Invitation to ${workspace} on Parley`,
  Body: ({ workspace, inviter, role, url, days }) => (
    <EmailFrame
      title={`Join ${workspace}`}
      preview={`${inviter} invites you`}
      reason="If you do not know the sender, ignore this e-mail: nothing happens."
    >
      <Paragraph>
        {inviter} invites you to the workspace {workspace} on Parley, with the role {role}.
      </Paragraph>
      <LinkButton href={url}>Accept the invitation</LinkButton>
      <Paragraph>The link works once, for {days} days.</Paragraph>
    </EmailFrame>
  ),
});
