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
