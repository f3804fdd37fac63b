import type { Page } from "@playwright/test";

/** Collects script errors, console errors and policy violations while the page runs. */
export async function complaintsOf(page: Page): Promise<() => string[]> {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("favicon")) complaints.push(message.text());
  });
  // A script that catches a policy violation's error leaves nothing in the console.
  await page.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
      console.error(`Content Security Policy: ${effectiveDirective} ${blockedURI}`),
    ),
  );
  return () => complaints;
}
