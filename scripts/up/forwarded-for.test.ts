import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { writeForwardedFor } from "./forwarded-for";

afterEach(() => vi.restoreAllMocks());

function written(given: string | undefined, proxies: number): string | string[] | undefined {
  const socket = new Socket();
  vi.spyOn(socket, "remoteAddress", "get").mockReturnValue("198.51.100.9");
  const request = new IncomingMessage(socket);
  if (given !== undefined) request.headers["x-forwarded-for"] = given;
  writeForwardedFor(request, proxies);
  return request.headers["x-forwarded-for"];
}

describe("writeForwardedFor", () => {
  it("writes the socket's address without a trusted proxy, whatever the client sent, and warns once", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect([written(undefined, 0), written("6.6.6.6", 0), written("6.6.6.6, 7.7.7.7", 0)]).toEqual([
      "198.51.100.9",
      "198.51.100.9",
      "198.51.100.9",
    ]);
    expect(warn.mock.calls.flat().join()).toContain("PARLEY_TRUST_PROXY=1");
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it("keeps what a trusted proxy wrote, and writes the socket's address if it wrote nothing", () => {
    expect(written("6.6.6.6, 203.0.113.7", 1)).toBe("6.6.6.6, 203.0.113.7");
    expect(written(undefined, 1)).toBe("198.51.100.9");
  });
});
