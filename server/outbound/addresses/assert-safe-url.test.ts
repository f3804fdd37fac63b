import { describe, expect, test } from "vitest";
import { DomainError } from "@/server/errors";
import { parseAllowedHosts } from "./allowed-hosts";
import { assertSafeUrlUnder } from "./assert-safe-url";
import type { OutboundRules } from "./outbound-rules";

const rules: OutboundRules = { allowedHosts: parseAllowedHosts(""), demoOrigin: "http://localhost:3000" };

function faultOf(url: string, under = rules): string | null {
  try {
    assertSafeUrlUnder(under, url);
    return null;
  } catch (error) {
    if (error instanceof DomainError && error.code === "invalid") return error.message;
    throw error;
  }
}

test.each([
  "https://example.com/hook?key=1",
  "http://example.com:8080",
  "https://example.com/orders/{{order}}?q={{q}}",
  "https://93.184.216.34/",
  "https://[2606:4700:4700::1111]/",
  "https://münchen.example/",
  "https://example.com./",
  "https://localhost.example.com/",
])("The address %s may be called", (url) => expect(faultOf(url)).toBeNull());

describe("A host that is private by its name or address", () => {
  test.each([
    "http://10.0.0.5/",
    "http://127.0.0.1/",
    "http://127.1/",
    "http://0x7f.1/",
    "http://0x7f000001/",
    "http://2130706433/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://127.0.0.1./",
    "http://１２７.０.０.１/",
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    "http://%31%32%37.0.0.1/",
    "http://0/",
    "http://0.0.0.0/",
    "http://[::]/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:0001::]/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://255.255.255.255/",
    "http://localhost/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://ⓛocalhost/",
    "http://app.localhost:3000/",
    "http://localhost:3000/",
    "http://metadata.google.internal/",
    "http://metadata/",
    "http:127.0.0.1",
    "http:\\\\127.0.0.1\\",
  ])("is refused in %s", (url) => expect(faultOf(url)).toContain("PARLEY_ALLOWED_PRIVATE_HOSTS"));

  test("is refused with a message that describes how to allow it", () => {
    expect(faultOf("http://10.0.0.5:8080/x")).toBe(
      "The address 10.0.0.5 is private. Parley only calls public addresses; the operator of this Parley can allow it by adding 10.0.0.5:8080 to PARLEY_ALLOWED_PRIVATE_HOSTS.",
    );
    expect(faultOf("http://[::1]:8080/x")).toContain("adding [::1]:8080 to");
  });
});

test.each([
  ["example.com", "complete web address"],
  ["", "complete web address"],
  ["https://", "complete web address"],
  ["https://exa mple.com", "complete web address"],
  ["http://[fe80::1%25eth0]/", "complete web address"],
  ["ftp://example.com/", "not ftp:"],
  ["file:///etc/passwd", "not file:"],
  ["javascript:alert(1)", "not javascript:"],
  ["gopher://example.com:70/_x", "not gopher:"],
  ["https://example.com:22/", "Port 22"],
  ["https://example.com:0/", "Port 0"],
  ["https://example.com:6667/", "Port 6667"],
  ["https://example.com/\r\nX-Evil: 1", "invisible character"],
  ["https://exa\tmple.com/", "invisible character"],
  ["https://user:hunter2@example.com/", "user name or password"],
  ["https://hunter2@example.com/", "user name or password"],
])("The address %j is refused: %s", (url, reason) => {
  const fault = faultOf(url);
  expect(fault).toContain(reason);
  expect(fault).not.toContain("hunter2");
});

test("An address that the operator allows may be called", () => {
  const open = { ...rules, allowedHosts: parseAllowedHosts("10.0.0.5:8080,localhost:4000,erp.internal") };
  expect(faultOf("http://10.0.0.5:8080/", open)).toBeNull();
  expect(faultOf("http://10.0.0.5/", open)).not.toBeNull();
  expect(faultOf("http://localhost:4000/", open)).toBeNull();
  expect(faultOf("http://localhost:4001/", open)).not.toBeNull();
});

describe("An address of the product itself", () => {
  test.each(["http://localhost:3000/api/demo/orders/1001", "http://localhost.:3000/api/demo/appointments?day=1"])(
    "may be called if it is the demo endpoint %s",
    (url) => expect(faultOf(url)).toBeNull(),
  );

  test.each([
    "http://localhost:3000/api/demo",
    "http://localhost:3000/api/demos/x",
    "http://localhost:3000/api/demo/../trpc/x",
    "http://localhost:3000/api/demo/%2e%2e/trpc/x",
    "http://localhost:3000/api/demo/..%2ftrpc/x",
    "http://localhost:3000/api/demo/%2e%2e%2ftrpc",
    "http://localhost:3000/api/demo/..%5ctrpc/x",
    "http://localhost:3000/api/demo/%252e%252e%252ftrpc",
    "http://localhost:3000/api/demo\\..\\trpc",
    "http://localhost:3000/API/demo/x",
    "http://localhost:3000//api/demo/x",
    "http://localhost:3001/api/demo/x",
    "https://localhost:3000/api/demo/x",
    "http://127.0.0.1:3000/api/demo/x",
  ])("may not be called if it is %s", (url) => expect(faultOf(url)).not.toBeNull());
});
