import { createTransport } from "nodemailer";
import { z } from "zod";
import { env } from "@/server/env";
import { logger } from "@/server/log/logger";
import { clip } from "@/server/text/excerpt";

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Without the domain; the same each time the same mail is sent, so that a repetition shows as one. */
  messageId: string;
}

export type SendResult =
  | { ok: true }
  /** `error` is for people and free of secrets. */
  | { ok: false; error: string; retry: boolean };

/** No connection, no greeting, or no word for so long counts as a mail server that is down. */
const [CONNECT_MS, SILENCE_MS] = [10_000, 20_000];

/** The address that e-mails come from; null while the environment names no mail server. */
export function mailSender(): string | null {
  const { SMTP_URL, SMTP_FROM } = env();
  return SMTP_URL === undefined || SMTP_FROM === undefined ? null : SMTP_FROM;
}

/** Sends one e-mail through the mail server of the environment (SMTP_URL). What goes wrong there is in the result. */
export async function sendMail(mail: Mail): Promise<SendResult> {
  const { SMTP_URL, SMTP_FROM } = env();
  if (SMTP_URL === undefined || SMTP_FROM === undefined) {
    return { ok: false, error: "No mail server is set (SMTP_URL).", retry: false };
  }
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: SMTP_FROM,
      to: { name: "", address: mail.to },
      subject: oneLine(mail.subject),
      text: mail.text,
      html: mail.html,
      messageId: `<${mail.messageId}@${new URL(env().PARLEY_URL).hostname}>`,
      // No out-of-office answers, please (RFC 3834).
      headers: { "Auto-Submitted": "auto-generated" },
    });
    return { ok: true };
  } catch (error) {
    return explain(error);
  } finally {
    transport.close();
  }
}

/** A header's value: nothing in it can begin another header. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}

const failure = z.object({
  code: z.string().optional(),
  responseCode: z.number().optional(),
  response: z.string().optional(),
});

/** Says what a mail server did, without the server's address and what was sent to it. */
function explain(error: unknown): SendResult {
  const { code = "", responseCode, response } = failure.safeParse(error).data ?? {};
  logger().warn({ event: "mail.refused", code, responseCode });
  const said = response === undefined ? "" : ` It said: ${clip(oneLine(response), 300)}`;
  if (code === "EAUTH") {
    return { ok: false, retry: true, error: "The mail server refused Parley's user or password (SMTP_URL)." };
  }
  if (code === "EENVELOPE" || code === "EMESSAGE") {
    const isFinal = responseCode === undefined || responseCode >= 500;
    return { ok: false, retry: !isFinal, error: `The mail server refused the e-mail.${said}` };
  }
  if (code === "ETLS") {
    return { ok: false, retry: true, error: "No secure connection to the mail server came about (SMTP_URL)." };
  }
  return { ok: false, retry: true, error: `The mail server could not be reached, or broke off.${said}` };
}
