import { describe, expect, it } from "vitest";
import { acceptsEverySuccess, parseStatusCodes, refusesSuccess, statusCodesFault } from "./status-codes";

describe("status codes as they are typed", () => {
  it("are codes and classes", () => {
    expect(parseStatusCodes("200, 404 2xx;5XX")).toEqual([200, 404, "2xx", "5xx"]);
    expect(statusCodesFault("200, 2xx")).toBeNull();
  });

  it.each(["xx", "0xx", "1xx", "6xx", "2x", "2xxx", "99", "600", "ok"])("are refused with %j among them", (code) => {
    expect(statusCodesFault(`200, ${code}`)).toContain("such as 200, 201, or 2xx");
  });

  it("take every success with one change, and keep the others", () => {
    expect(acceptsEverySuccess("200, 201, 404")).toBe("2xx, 404");
    expect(acceptsEverySuccess("2xx")).toBe("2xx");
  });

  it("refuse a success that is not among them", () => {
    const typed = (statusCodes: string, isFiltered = true) => ({ isFiltered, statusCodes });
    expect(refusesSuccess(typed("200"), 201)).toBe(true);
    expect(refusesSuccess(typed("2xx"), 201)).toBe(false);
    expect(refusesSuccess(typed("200"), 404)).toBe(false);
    expect(refusesSuccess(typed("200"), null)).toBe(false);
    expect(refusesSuccess(typed("200", false), 201)).toBe(false);
    expect(refusesSuccess(typed("wrong"), 201)).toBe(false);
  });
});
