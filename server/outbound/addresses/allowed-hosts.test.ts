import { expect, test } from "vitest";
import { parseAllowedHosts } from "./allowed-hosts";

test("No private hosts are allowed by default", () => {
  const allowed = parseAllowedHosts(" , ");
  expect(allowed.has("localhost", 80)).toBe(false);
  expect(allowed.has("", 80)).toBe(false);
});

test("A host without a port is allowed on every port, and one with a port on that port only", () => {
  const allowed = parseAllowedHosts("erp.internal, 10.0.0.5:8080,crm.internal:443");
  expect(allowed.has("erp.internal", 1234)).toBe(true);
  expect(allowed.has("10.0.0.5", 8080)).toBe(true);
  expect(allowed.has("10.0.0.5", 80)).toBe(false);
  expect(allowed.has("crm.internal", 443)).toBe(true);
  expect(allowed.has("crm.internal", 8443)).toBe(false);
});

test("A name that only contains an allowed one is not allowed", () => {
  const allowed = parseAllowedHosts("erp.internal");
  for (const host of ["x.erp.internal", "erp.internal.evil.example", "erp", "internal", "xerp.internal"]) {
    expect([host, allowed.has(host, 80)]).toEqual([host, false]);
  }
});

test("An allowed address is recognised in every form", () => {
  const allowed = parseAllowedHosts("10.0.0.5, [fd00::1]:8080, ::1, 0x7f.1, Bücher.example, Erp.Internal.");
  expect(allowed.has("::ffff:10.0.0.5", 80)).toBe(true);
  expect(allowed.has("fd00:0:0::1", 8080)).toBe(true);
  expect(allowed.has("[fd00::1]", 8080)).toBe(true);
  expect(allowed.has("fd00::1", 80)).toBe(false);
  expect(allowed.has("[::1]", 9)).toBe(true);
  expect(allowed.has("127.0.0.1", 9)).toBe(true);
  expect(allowed.has("xn--bcher-kva.example", 80)).toBe(true);
  expect(allowed.has("erp.internal", 80)).toBe(true);
  expect(allowed.has("ERP.internal.", 80)).toBe(true);
});

test.each([
  "http://erp.internal",
  "10.0.0.0/8",
  "erp internal",
  "user@erp",
  "erp:99999",
  "erp:",
  "[::1",
  "::1]:80",
  "a:b",
])("The entry %j, which is neither a host nor host:port, is named in the error", (entry) => {
  expect(() => parseAllowedHosts(`good.example,${entry}`)).toThrow(`"${entry}"`);
});
