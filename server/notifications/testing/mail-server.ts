import { once } from "node:events";
import { SMTPServer } from "smtp-server";
import { changeEnvironment } from "@/db/testing/change-environment";

/** One e-mail that the server accepted. */
export interface TakenMail {
  from: string;
  to: string[];
  /** Header lines, unfolded, keyed by their name in lower case. */
  headers: Record<string, string>;
  /** All parts of the body, decoded. */
  content: string;
}

export interface MailServer {
  /** The value for SMTP_URL, with user and password. */
  url: string;
  taken: TakenMail[];
  /** Returns the refusal of a recipient; null to accept it. */
  refuse: (to: string) => { code: number; text: string } | null;
  reset(): void;
}

export const MAIL_PASSWORD = "s3cret-p4ss";

export const MAIL_FROM = "Parley <parley@example.com>";

/** Starts a real mail server on 127.0.0.1 for one test file of vitest, and sets SMTP_URL and SMTP_FROM to it. */
export async function startMailServer(): Promise<MailServer> {
  const { afterAll } = await import("vitest");
  const mail = await openMailServer();
  afterAll(mail.close);
  changeEnvironment({ SMTP_URL: mail.url, SMTP_FROM: MAIL_FROM });
  return mail;
}

/** Starts a real mail server on 127.0.0.1. */
export async function openMailServer(): Promise<MailServer & { close: () => Promise<void> }> {
  const smtp = new SMTPServer({
    logger: false,
    disabledCommands: ["STARTTLS"],
    authMethods: ["PLAIN", "LOGIN"],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      password === MAIL_PASSWORD ? done(null, { user: username }) : done(new Error("Wrong password")),
    onRcptTo({ address }, _session, done) {
      const refusal = mail.refuse(address);
      done(refusal && Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = envelope;
        const to = rcptTo.map(({ address }) => address);
        const from = mailFrom === false ? "" : mailFrom.address;
        mail.taken.push({ from, to, ...read(Buffer.concat(chunks).toString("latin1")) });
        done();
      });
    },
  });
  smtp.listen(0, "127.0.0.1");
  await once(smtp.server, "listening");
  const address = smtp.server.address();
  if (address === null || typeof address === "string") throw new Error("The mail server has no port.");
  const mail: MailServer = {
    url: `smtp://parley:${MAIL_PASSWORD}@127.0.0.1:${address.port}`,
    taken: [],
    refuse: () => null,
    reset() {
      mail.taken.length = 0;
      mail.refuse = () => null;
    },
  };
  return Object.assign(mail, { close: () => new Promise<void>((resolve) => smtp.close(resolve)) });
}

function read(raw: string): Pick<TakenMail, "headers" | "content"> {
  const end = raw.indexOf("\r\n\r\n");
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const headers = lines.map((line) => [
    line.slice(0, line.indexOf(":")).toLowerCase(),
    line.slice(line.indexOf(":") + 2),
  ]);
  const content = raw
    .slice(end)
    .replaceAll("=\r\n", "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll("\r\n", "\n");
  return { headers: Object.fromEntries(headers), content };
}
