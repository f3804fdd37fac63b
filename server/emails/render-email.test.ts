import { describe, expect, it } from "vitest";
import { renderEmail } from "./render-email";

const content = { email: "ada@example.com", url: "https://parley.example/reset-password#abc_-1", minutes: 30 };

describe("renderEmail", () => {
  it("makes a readable plain-text part from the template of the HTML part", async () => {
    const { subject, text, html } = await renderEmail("reset_password", content);
    expect(subject).toBe("Reset your Parley password");
    expect(text).toBe(
      `Reset your password

Somebody, probably you, asked to reset the password of the Parley account
ada@example.com.

Choose a new password: https://parley.example/reset-password#abc_-1

The link works once, for 30 minutes. A new password signs the account out on all
devices.

${"-".repeat(80)}

If you did not ask for this, ignore this e-mail: your password stays as it is.`,
    );
    expect(html).toContain('href="https://parley.example/reset-password#abc_-1"');
  });

  it("shows what people typed as text in the HTML part", async () => {
    const { text, html } = await renderEmail("reset_password", { ...content, email: "<b>&@example.com" });
    expect(html).toContain("&lt;b&gt;&amp;@example.com");
    expect(text).toContain("<b>&@example.com");
  });

  it("refuses an unknown template and content of another one", async () => {
    await expect(renderEmail("toString", content)).rejects.toThrow("no e-mail template toString");
    await expect(renderEmail("reset_password", { url: "x" })).rejects.toThrow(/email/);
  });
});

describe("The e-mail of a notification", () => {
  const notified = {
    kind: "person_called",
    title: "A customer needs a person",
    body: "Wants a refund.\nIs <b>angry</b>.",
    url: "https://parley.example/inbox/cnv_1",
    workspaceName: "Shop",
    botName: "Helper",
    conversationId: "cnv_1",
    clientName: null,
    source: null,
    chatId: "visitor-1",
    settingsUrl: "https://parley.example/settings/notifications",
  };

  it("has the lines of its text, the place and both links in plain text", async () => {
    const { subject, text, html } = await renderEmail("notification", notified);
    expect(subject).toBe("A customer needs a person");
    expect(text).toBe(`A customer needs a person

Wants a refund.
Is <b>angry</b>.

Customer: a visitor of the chat page
Bot: Helper
Workspace: Shop

Open the conversation: https://parley.example/inbox/cnv_1

${"-".repeat(80)}

You get this e-mail when a bot calls a person, at most once in 10 minutes for
one conversation; the bell in Parley shows every time. Change that:
https://parley.example/settings/notifications`);
    expect(html).toContain("Wants a refund.\nIs &lt;b&gt;angry&lt;/b&gt;.");
  });

  it("leaves out what is not known", async () => {
    const { text } = await renderEmail("notification", {
      ...notified,
      body: "",
      botName: null,
      chatId: null,
      conversationId: null,
    });
    expect(text).toContain("A customer needs a person\n\nWorkspace: Shop\n\nOpen in Parley: ");
  });
});
