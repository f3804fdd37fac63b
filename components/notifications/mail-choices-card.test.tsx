import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { TrpcProvider } from "@/components/trpc/trpc-provider";
import { MailChoicesCard } from "./mail-choices-card";
import type { NotificationSettings } from "./notification-settings";

const choices = {
  person_called: true,
  action_called: false,
  undelivered: true,
  webhook_failing: true,
  limit_reached: true,
};

function show(mail: NotificationSettings["mail"]): string {
  return renderToStaticMarkup(
    <TrpcProvider>
      <MailChoicesCard address="ada@example.com" choices={choices} mail={mail} now={new Date("2026-11-21T08:05:00Z")} />
    </TrpcProvider>,
  );
}

describe("A member's e-mail choices", () => {
  it("have a labelled switch for each kind", () => {
    const html = show({ sender: "Parley <parley@example.com>", failure: null });
    const switches = [...html.matchAll(/aria-checked="(true|false)"[^>]*aria-label="E-mail: ([^"]+)"/gu)];
    expect(switches.map(([, checked, label]) => [label, checked])).toEqual([
      ["A customer needs a person", "true"],
      ["A message was not delivered", "true"],
      ["A webhook fails", "true"],
      ["A limit is reached", "true"],
      ["An action was called", "false"],
    ]);
    for (const text of ["ada@example.com", "Send me a test mail"]) expect(html).toContain(text);
    expect(html).not.toContain("E-mail is off");
  });

  it("say that e-mail is off without a mail server, or that the latest e-mail failed", () => {
    const off = show({ sender: null, failure: null });
    expect(off).toContain("SMTP_URL and SMTP_FROM");
    expect(off).not.toContain("Send me a test mail");
    const failing = show({
      sender: "p@example.com",
      failure: { error: "No such mailbox.", at: "2026-11-21T08:00:00Z" },
    });
    expect(failing).toMatch(/could not be sent \(5 minutes ago\).*No such mailbox\./u);
  });
});
