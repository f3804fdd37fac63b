import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { assertSafeUrl } from "./addresses/assert-safe-url";
import { sharedOutbound } from "./outbound";
import { createOutboundFetch } from "./outbound-fetch";
import { sendOutbound } from "./send-outbound";
import { serveHttp } from "./testing/local-server";

const limits = { method: "GET", timeoutMs: 5000, maxResponseBytes: 1000, maxRedirects: 0 };

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgres://localhost/none");
  vi.stubEnv("PARLEY_SECRET", "test-secret-test-secret-test-secret-test");
  vi.stubEnv("PARLEY_URL", "http://localhost:3000");
  vi.stubEnv("INNGEST_DEV", "1");
  vi.stubEnv("PARLEY_ALLOWED_PRIVATE_HOSTS", "127.0.0.1");
});
afterAll(async () => {
  await sharedOutbound().close();
  vi.unstubAllEnvs();
});

test("The public functions follow the environment", async () => {
  const server = await serveHttp((_, response) => response.end("ok"));
  expect(await sendOutbound({ ...limits, url: server.origin })).toMatchObject({ ok: true, status: 200 });
  expect(server.requests[0]?.headers["user-agent"]).toBe("Parley/1.0 (+http://localhost:3000)");
  expect(await (await createOutboundFetch()(server.origin)).text()).toBe("ok");
  expect(() => assertSafeUrl(server.origin)).not.toThrow();
  expect(() => assertSafeUrl("http://localhost:3000/api/demo/orders/1")).not.toThrow();

  expect(() => assertSafeUrl("http://10.0.0.5/")).toThrow("private");
  expect(await sendOutbound({ ...limits, url: "http://10.0.0.5/" })).toMatchObject({
    error: { code: "blocked_address" },
  });
  await expect(createOutboundFetch()("http://10.0.0.5/")).rejects.toMatchObject({ code: "blocked_address" });
});

test("A name is resolved by the system", async () => {
  const result = await sendOutbound({ ...limits, url: "http://does-not-exist.invalid/" });
  expect(result).toMatchObject({ ok: false, error: { code: "dns" } });
});
