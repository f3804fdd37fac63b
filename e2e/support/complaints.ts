import type { Page } from "@playwright/test";

/** Collects script errors, console errors and policy violations while the page runs. */
export async function complaintsOf(page: Page): Promise<() => string[]> {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    const isComplaint = message.type() === "error" || /content security policy|permissions.policy/i.test(text);
    if (isComplaint && !text.includes("favicon")) complaints.push(`${page.url()}: ${text}`);
  });
  // A script that catches a policy violation's error leaves nothing in the console.
  await page.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
      console.error(`Content Security Policy: ${effectiveDirective} ${blockedURI}`),
    ),
  );
  return () => complaints;
}
