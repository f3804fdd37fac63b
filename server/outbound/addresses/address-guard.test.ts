import { describe, expect, test } from "vitest";
import { addressFault, canonicalAddress } from "./address-guard";

describe("IPv4", () => {
  test.each([
    ["0.0.0.0", "0.255.255.255"],
    ["10.0.0.0", "10.255.255.255"],
    ["100.64.0.0", "100.127.255.255"],
    ["127.0.0.0", "127.255.255.255"],
    ["169.254.0.0", "169.254.255.255"],
    ["172.16.0.0", "172.31.255.255"],
    ["192.0.0.0", "192.0.0.255"],
    ["192.0.2.0", "192.0.2.255"],
    ["192.88.99.0", "192.88.99.255"],
    ["192.168.0.0", "192.168.255.255"],
    ["198.18.0.0", "198.19.255.255"],
    ["198.51.100.0", "198.51.100.255"],
    ["203.0.113.0", "203.0.113.255"],
    ["224.0.0.0", "239.255.255.255"],
    ["240.0.0.0", "255.255.255.255"],
  ])("has no public addresses from %s to %s", (first, last) => {
    expect(addressFault(first)).not.toBeNull();
    expect(addressFault(last)).not.toBeNull();
  });

  test.each([
    "1.0.0.0",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.0",
    "169.253.255.255",
    "169.255.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.167.255.255",
    "192.169.0.0",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "93.184.216.34",
  ])("%s is public", (address) => expect(addressFault(address)).toBeNull());

  test.each(["169.254.169.254", "169.254.170.2", "100.100.100.200", "192.0.0.192", "168.63.129.16"])(
    "does not treat the cloud metadata service %s as public",
    (address) => expect(addressFault(address)).not.toBeNull(),
  );

  test("is refused for every first number without public addresses", () => {
    const closed = [0, 10, 127, ...Array.from({ length: 32 }, (_, index) => 224 + index)];
    expect(closed.filter((number) => addressFault(`${number}.1.2.3`) === null)).toEqual([]);
  });
});

describe("IPv6", () => {
  test.each([
    "::",
    "::1",
    "::2",
    "::127.0.0.1",
    "::8.8.8.8",
    "100::1",
    "fc00::1",
    "fd00:ec2::254",
    "fdff:ffff::1",
    "fe80::1",
    "fe80::1%eth0",
    "febf::1",
    "fec0::1",
    "ff02::1",
    "2001::1",
    "2001:2::1",
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:808:808::",
    "3fff::1",
    "4000::1",
    "5f00::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::ffff:10.0.0.5",
    "::ffff:169.254.169.254",
    "0:0:0:0:0:ffff:c0a8:0101",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::10.0.0.5",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::808:808",
  ])("%s is not public", (address) => expect(addressFault(address)).not.toBeNull());

  test.each([
    "2606:4700:4700::1111",
    "2a00:1450:4001:81b::200e",
    "2001:200::1",
    "2003::1",
    "3ffe:ffff::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
  ])("%s is public", (address) => expect(addressFault(address)).toBeNull());
});

test.each(["", "example.com", "1.2.3", "1.2.3.4.5", "256.1.1.1", "::g", "[::1]", "10.0.0.5/8", " 8.8.8.8"])(
  "A text that is not an address (%j) is refused",
  (text) => expect(addressFault(text)).not.toBeNull(),
);

test("addressFault describes an address in words", () => {
  expect(addressFault("10.0.0.5")).toBe("private");
  expect(addressFault("::ffff:10.0.0.5")).toBe("private");
  expect(addressFault("127.0.0.1")).toBe("local to Parley's own server");
  expect(addressFault("169.254.169.254")).toBe("link-local");
});

test("canonicalAddress returns one form for each address", () => {
  expect(canonicalAddress("::FFFF:10.0.0.5")).toBe("10.0.0.5");
  expect(canonicalAddress("0:0:0::1")).toBe("::1");
  expect(canonicalAddress("example.com")).toBe("example.com");
});
