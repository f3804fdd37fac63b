import { METHODS } from "node:http";
import { expect, it } from "vitest";
import { ALLOW, isServed } from "./served-methods";

it("The served methods are those of route handlers and no other that Node parses", () => {
  const served = METHODS.filter(isServed);
  expect(served.toSorted()).toEqual(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);
  expect(ALLOW.split(", ").toSorted()).toEqual(served.toSorted());
  expect(isServed("TRACE")).toBe(false);
});
