import { unstable_doesMiddlewareMatch } from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { makeWebBot, setWeb } from "@/server/channels/web/testing/web-bot";
import { config, proxy } from "./proxy";

async function ask(path: string, method = "GET") {
  const response = await proxy(new NextRequest(`http://localhost:3000${path}`, { method }));
  const policy = response.headers.get("content-security-policy") ?? "";
  return { response, policy, directives: new Map(policy.split("; ").map((one) => [one.split(" ")[0], one])) };
}

describe("A page's policy", () => {
  it("allows only scripts with a nonce that is new for each request", async () => {
    const [first, second] = [await ask("/bots"), await ask("/bots")];
    const nonces = [first, second].map(
      ({ directives }) =>
        /^script-src 'self' 'nonce-([\w+/=]{24})' 'strict-dynamic'$/.exec(directives.get("script-src") ?? "")?.[1],
    );
    expect(nonces).toEqual([expect.any(String), expect.any(String)]);
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(first.directives.get("object-src")).toBe("object-src 'none'");
    expect(first.directives.get("base-uri")).toBe("base-uri 'none'");
    expect(first.directives.get("connect-src")).toBe("connect-src 'self'");
  });

  it("has the nonce that the page gets, whatever a client sends", async () => {
    const request = new NextRequest("http://localhost:3000/bots", { headers: { "x-nonce": "forged" } });
    const { headers } = await proxy(request);
    const given = headers.get("x-middleware-request-x-nonce");
    expect(given).not.toBe("forged");
    expect(headers.get("content-security-policy")).toContain(`'nonce-${given}'`);
  });

  it("knows its own path and query, whatever a client sends", async () => {
    const pathOf = async (path: string) => {
      const headers = { "x-parley-path": "//evil.example" };
      const response = await proxy(new NextRequest(`http://localhost:3000${path}`, { headers }));
      return response.headers.get("x-middleware-request-x-parley-path");
    };
    expect(await pathOf("/bots/bot_1?tab=a%26b&_rsc=1x2")).toBe("/bots/bot_1?tab=a%26b");
    expect(await pathOf("/inbox?_rsc=1x2")).toBe("/inbox");
    expect(await pathOf(`/inbox?search=${"x".repeat(3000)}`)).toBe("/inbox");
  });

  it.each(["/", "/sign-in", "/bots", "/inbox", "/chat", "/chat/x/y", "/chat/nobody"])(
    "allows no other origin to frame %s",
    async (path) => {
      expect((await ask(path)).directives.get("frame-ancestors")).toBe("frame-ancestors 'self'");
    },
  );

  it("allows every origin to frame the chat page if its channel lists none", async () => {
    const { publicId } = await makeWebBot();
    expect((await ask(`/chat/${publicId}`)).directives.has("frame-ancestors")).toBe(false);
  });

  it("allows the product and the origins that the channel lists to frame the chat page", async () => {
    const bot = await makeWebBot();
    await setWeb(bot, { allowedOrigins: ["https://shop.example", "http://localhost:8080"] });
    expect((await ask(`/chat/${bot.publicId}`)).directives.get("frame-ancestors")).toBe(
      "frame-ancestors 'self' https://shop.example http://localhost:8080",
    );
  });
});

describe("The images of cards", () => {
  it("may be loaded from any https host by the chat page", async () => {
    expect((await ask("/chat/nobody")).directives.get("img-src")).toMatch(/^img-src 'self' data: blob: \S+ https:$/);
  });

  it.each(["/", "/bots", "/bots/bot_1", "/inbox", "/inbox/cnv_1", "/chat", "/chat/x/y"])(
    "may not be loaded from other hosts by %s",
    async (path) => {
      expect((await ask(path)).directives.get("img-src")).toMatch(/^img-src 'self' data: blob: https?:\/\/\S+$/);
    },
  );
});

describe("The proxy", () => {
  it.each([
    ["/_next/imagefoo", true],
    ["/_next/image/foo", true],
    ["/_next/staticfoo", true],
    ["/bots", true],
    ["/_next/image?url=%2Fa.png&w=64&q=75", false],
    ["/_next/static/chunks/a.js", false],
    ["/api/health", false],
  ])("decides for %s whether it is a page: %s", (url, isPage) => {
    expect(unstable_doesMiddlewareMatch({ config, url, nextConfig: {} })).toBe(isPage);
  });

  it.each(["/bots/%E0%A4%A", "/chat/%E0%A4%A", "/%ff", "/api/chat/%E0%A4%A/messages", "/api/demo/orders/%E0%A4%A"])(
    "answers %s, which cannot be decoded, with 400",
    async (path) => {
      const { response } = await ask(path);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: { code: "invalid" } });
    },
  );

  it("passes on the API's addresses with a percent sign unchanged", async () => {
    const { response, policy } = await ask("/api/demo/orders/A%2D1042", "POST");
    expect(response.headers.get("x-middleware-next")).toBe("1");
    expect(policy).toBe("");
  });

  it.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])("answers a page request with %s with 405", async (method) => {
    const { response } = await ask("/bots", method);
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });
});
