import path from "node:path";
import { expect, it, vi } from "vitest";
import { messageRoutes } from "@/server/channels/message-routes";
import { directRoutes } from "./instrumentation-routes";

/** A message route is answered by two doors: its route.ts under Next.js, and the custom server without it. */

vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const sample = (text: string) => text.replaceAll(/\[\w+\]/g, "chn_1");

it.each(messageRoutes)("$route has a route.ts whose answer is that of the custom server", async ({ method, route }) => {
  const file = path.join(import.meta.dirname, "app", route, "route.ts");
  const door: { POST(request: Request, context: object): Promise<Response> } = await import(/* @vite-ignore */ file);
  const direct = directRoutes.find(method, sample(route));
  if (!direct) throw new Error(`The custom server does not find ${route}.`);
  for (const body of ["{}", "no JSON", '{"api_version":1}']) {
    const send = () => new Request(`http://localhost:3000${sample(route)}`, { method, body, headers: HEADERS });
    const params = Promise.resolve(Object.fromEntries(namesIn(route).map((name) => [name, "chn_1"])));
    const [one, other] = [await door.POST(send(), { params }), await direct(send(), () => {})];
    expect(one.status).toBeGreaterThanOrEqual(400);
    expect([other.status, await textOf(other)]).toEqual([one.status, await textOf(one)]);
    expect(Object.fromEntries(other.headers)).toEqual(Object.fromEntries(one.headers));
  }
});

it("The custom server leaves other methods and addresses to Next.js", () => {
  for (const { route } of messageRoutes) {
    expect(directRoutes.find("GET", sample(route))).toBeUndefined();
    expect(directRoutes.find("POST", `${sample(route)}/`)).toBeUndefined();
    expect(directRoutes.find("POST", `${sample(route)}%2e`)).toBeUndefined();
  }
});

const HEADERS = { "content-type": "application/json", authorization: "Bearer unknown" };

function namesIn(route: string): string[] {
  return [...route.matchAll(/\[(\w+)\]/g)].map(([, name = ""]) => name);
}

async function textOf(response: Response): Promise<string> {
  return (await response.text()).replaceAll(/req_\w+/g, "req_");
}
