import type { NotificationKind } from "@/server/schemas/notification-kinds";

export interface MailedNotification {
  kind: NotificationKind;
  title: string;
  body: string;
  url: string;
  workspaceName: string;
  botName: string | null;
  conversationId: string | null;
  clientName: string | null;
  source: string | null;
  chatId: string | null;
}

/** Formats a notification as an e-mail, in plain text and in simple HTML. */
export function notificationMail(notification: MailedNotification, settingsUrl: string) {
  const { title, body, url, kind } = notification;
  const where = placeOf(notification);
  const link = notification.conversationId === null ? "Open in Parley" : "Open the conversation";
  const why = reasonFor(kind);
  return {
    subject: title,
    text: [title, body, where, `${link}: ${url}`, `-- \n${why}\n${settingsUrl}`].filter(Boolean).join("\n\n"),
    html: page([
      `<h1 style="font-size:18px;margin:0 0 12px">${escaped(title)}</h1>`,
      body && `<p style="margin:0 0 12px;white-space:pre-wrap">${escaped(body)}</p>`,
      where && `<p style="margin:0 0 20px;color:#5b6472;white-space:pre-wrap">${escaped(where)}</p>`,
      `<p style="margin:0 0 28px"><a href="${escaped(url)}">${link}</a></p>`,
      `<p style="margin:0;font-size:13px;color:#5b6472">${why} <a href="${escaped(settingsUrl)}">Change that</a></p>`,
    ]),
  };
}

/** Returns an e-mail that shows that e-mails arrive. */
export function testMail(settingsUrl: string) {
  const subject = "Test mail from Parley";
  const words = "E-mails from Parley arrive. Choose what you are notified of:";
  return {
    subject,
    text: `${words}\n${settingsUrl}`,
    html: page([`<p style="margin:0">${words} <a href="${escaped(settingsUrl)}">notification settings</a></p>`]),
  };
}

/** Names the customer, the bot and the workspace, as far as they are known. */
function placeOf(notification: MailedNotification): string {
  const chat = chatOf(notification);
  const { botName, workspaceName } = notification;
  const lines = [chat && `Customer: ${chat}`, botName && `Bot: ${botName}`, `Workspace: ${workspaceName}`];
  return lines.filter(Boolean).join("\n");
}

function chatOf({ clientName, source, chatId }: MailedNotification): string | null {
  return clientName || source || (chatId?.startsWith("visitor-") ? "a visitor of the chat page" : chatId);
}

const events: Record<NotificationKind, string> = {
  person_called: "a bot calls a person",
  action_called: "a bot calls an action that notifies people",
  undelivered: "a message cannot be delivered",
  webhook_failing: "a webhook of a channel or an endpoint of events fails",
  limit_reached: "a limit is reached",
};

function reasonFor(kind: NotificationKind): string {
  return `You get this e-mail when ${events[kind]}, at most once in 10 minutes for one conversation; the bell in Parley shows every time.`;
}

function page(parts: string[]): string {
  const style = "font:15px/1.5 system-ui,sans-serif;color:#1b2230;max-width:560px;margin:0;padding:24px";
  return `<!doctype html><html lang="en"><body style="${style}">${parts.filter(Boolean).join("")}</body></html>`;
}

/** Escapes a text for HTML, including attributes. */
function escaped(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
