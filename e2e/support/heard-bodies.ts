import type { Page, Request } from "@playwright/test";

/** Keeps what the browser is answered from now on; streams that stay open are still under way. */
export function listen(page: Page) {
  const bodies: Promise<string>[] = [];
  page.on("requestfinished", (request) => bodies.push(bodyOf(request)));
  return { all: async () => (await Promise.all(bodies)).join("\n") };
}

async function bodyOf(request: Request): Promise<string> {
  const response = await request.response();
  // A redirect has no body, and the browser keeps none of a page that it has left.
  return response ? response.text().catch(() => "") : "";
}
