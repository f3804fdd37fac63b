import { describe, expect, it } from "vitest";
import { clientAddress } from "./client-address";

const of = (forwarded: string, proxies = 0) => clientAddress(new Headers({ "x-forwarded-for": forwarded }), proxies);

describe("clientAddress", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["6.6.6.6, 203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::ffff", "2001:db8:1:2::/64"],
  ])("reads %s as %s", (forwarded, address) => expect(of(forwarded)).toBe(address));

  it.each(["127.0.0.1", "::1", "::ffff:127.0.0.1", "", "unknown", "203.0.113.7, "])(
    "returns null for %j",
    (forwarded) => expect(of(forwarded)).toBeNull(),
  );

  it.each([
    [0, "203.0.113.7"],
    [1, "203.0.113.7"],
    [2, "198.51.100.2"],
    [3, "6.6.6.6"],
    [9, "6.6.6.6"],
  ])("returns the entry of the outermost proxy behind %i proxies", (proxies, address) =>
    expect(of("6.6.6.6, 198.51.100.2, 203.0.113.7", proxies)).toBe(address),
  );

  it("returns null without the header", () => expect(clientAddress(new Headers(), 0)).toBeNull());
});
