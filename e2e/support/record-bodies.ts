import type { Page, Request } from "@playwright/test";

/** Records the bodies of the browser's answers from now on; those of open streams are still pending. */
export function recordBodies(page: Page) {
  const bodies: Promise<string>[] = [];
  page.on("requestfinished", (request) => bodies.push(bodyOf(request)));
  return { all: async () => (await Promise.all(bodies)).join("\n") };
}

async function bodyOf(request: Request): Promise<string> {
  const response = await request.response();
  // A redirect has no body, and the browser keeps no body of a page that it has left.
  return response ? response.text().catch(() => "") : "";
}
