import { once } from "node:events";
import { createServer } from "node:net";
import { expect, it } from "vitest";
import { sendMail } from "@/server/emails/mail-transport";
import { changeEnvironment } from "@/db/testing/change-environment";
import { MAIL_PASSWORD, startMailServer } from "./testing/mail-server";

/** The environment is read once, so each test file has one mail server. */
const { url } = await startMailServer();
const silent = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
await once(silent, "listening");
const address = silent.address();
if (address === null || typeof address === "string") throw new Error("no port");
changeEnvironment({ SMTP_URL: url.replace(/:\d+$/, `:${address.port}`) });

it("A mail server that hangs up or is unreachable is retried, and its address is not shown", async () => {
  const mail = { to: "a@example.com", subject: "S", text: "T", html: "T", messageId: "m" };
  const hungUp = await sendMail(mail);
  silent.close();
  await once(silent, "close");
  const away = await sendMail(mail);
  for (const result of [hungUp, away]) {
    expect(result).toMatchObject({ ok: false, retry: true, error: expect.stringContaining("could not be reached") });
    expect(JSON.stringify(result)).not.toMatch(new RegExp(`${MAIL_PASSWORD}|127\\.0\\.0\\.1|${address.port}`));
  }
});
