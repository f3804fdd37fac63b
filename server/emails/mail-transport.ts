import { createTransport } from "nodemailer";
import { z } from "zod";
import { env } from "@/server/env";
import { logger } from "@/server/log/logger";
import { clip } from "@/server/text/excerpt";

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** Absent for a mail of plain text. */
  html?: string;
  /** Without the domain. The same each time a mail is sent, so that receivers can detect duplicates. */
  messageId: string;
}

export type SendResult =
  | { ok: true }
  /** `error` is for people and free of secrets. */
  | { ok: false; error: string; retry: boolean };

/** A mail server counts as down after this long without a connection or a greeting, or without any response. */
const [CONNECT_MS, SILENCE_MS] = [10_000, 20_000];

/** Returns the sender's address of e-mails; null if the environment names no mail server. */
export function mailSender(): string | null {
  const { SMTP_URL, SMTP_FROM } = env();
  return SMTP_URL === undefined || SMTP_FROM === undefined ? null : SMTP_FROM;
}

/** Sends one e-mail through the mail server of the environment (SMTP_URL). Failures are returned, not thrown. */
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
      ...(mail.html !== undefined && { html: mail.html }),
      messageId: `<${mail.messageId}@${new URL(env().PARLEY_URL).hostname}>`,
      // Prevents out-of-office replies (RFC 3834).
      headers: { "Auto-Submitted": "auto-generated" },
    });
    return { ok: true };
  } catch (error) {
    return explain(error);
  } finally {
    transport.close();
  }
}

/** Makes a text safe as a header's value: it cannot start another header. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}

const failure = z.object({
  code: z.string().optional(),
  responseCode: z.number().optional(),
  response: z.string().optional(),
});

/** Describes a mail server's failure without the server's address and what was sent to it. */
function explain(error: unknown): SendResult {
  const { code = "", responseCode, response } = failure.safeParse(error).data ?? {};
  logger().warn({ event: "mail.refused", code, responseCode });
  const detail = response === undefined ? "" : ` Its response: ${clip(oneLine(response), 300)}`;
  if (code === "EAUTH") {
    return { ok: false, retry: true, error: "The mail server refused Parley's user or password (SMTP_URL)." };
  }
  if (code === "EENVELOPE" || code === "EMESSAGE") {
    const isFinal = responseCode === undefined || responseCode >= 500;
    return { ok: false, retry: !isFinal, error: `The mail server refused the e-mail.${detail}` };
  }
  if (code === "ETLS") {
    return {
      ok: false,
      retry: true,
      error: "No secure connection to the mail server could be established (SMTP_URL).",
    };
  }
  return { ok: false, retry: true, error: `The mail server could not be reached, or closed the connection.${detail}` };
}
