import { z } from "zod";
import { type NotificationKind, notificationKinds } from "@/server/schemas/notification-kinds";
import { defineEmail } from "../define-email";
import { Address, EmailFrame, LinkButton, Paragraph } from "./email-frame";

const content = z.object({
  kind: z.enum(notificationKinds),
  title: z.string(),
  body: z.string(),
  /** The page about the notification's subject. */
  url: z.url(),
  workspaceName: z.string(),
  botName: z.string().nullable(),
  conversationId: z.string().nullable(),
  clientName: z.string().nullable(),
  source: z.string().nullable(),
  chatId: z.string().nullable(),
  settingsUrl: z.url(),
});

type Content = z.output<typeof content>;

/** Tells a member what happened in a workspace. */
export const notification = defineEmail({
  content,
  subject: ({ title }) => title,
  Body: (notified) => {
    const { kind, title, body, url, conversationId, settingsUrl } = notified;
    return (
      <EmailFrame
        title={title}
        preview={body || placeOf(notified).join(", ")}
        reason={
          <>
            You get this e-mail when {events[kind]}, at most once in 10 minutes for one conversation; the bell in Parley
            shows every time. Change that: <Address href={settingsUrl} />
          </>
        }
      >
        {body && <Paragraph>{body}</Paragraph>}
        <Paragraph>{placeOf(notified).join("\n")}</Paragraph>
        <LinkButton href={url}>{conversationId === null ? "Open in Parley" : "Open the conversation"}</LinkButton>
      </EmailFrame>
    );
  },
});

const events: Record<NotificationKind, string> = {
  person_called: "a bot calls a person",
  action_called: "a bot calls an action that notifies people",
  undelivered: "a message cannot be delivered",
  webhook_failing: "a webhook of a channel or an endpoint of events fails",
  limit_reached: "a limit is reached",
};

/** Names the customer, the bot and the workspace, as far as they are known. */
function placeOf(notified: Content): string[] {
  const chat = chatOf(notified);
  const { botName, workspaceName } = notified;
  return [
    ...(chat ? [`Customer: ${chat}`] : []),
    ...(botName ? [`Bot: ${botName}`] : []),
    `Workspace: ${workspaceName}`,
  ];
}

function chatOf({ clientName, source, chatId }: Content): string | null {
  return clientName || source || (chatId?.startsWith("visitor-") ? "a visitor of the chat page" : chatId);
}
