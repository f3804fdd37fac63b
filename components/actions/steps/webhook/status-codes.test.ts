import { describe, expect, it } from "vitest";
import { acceptsEverySuccess, parseStatusCodes, refusesSuccess, statusCodesFault } from "./status-codes";

describe("the entered status codes", () => {
  it("may be codes and classes", () => {
    expect(parseStatusCodes("200, 404 2xx;5XX")).toEqual([200, 404, "2xx", "5xx"]);
    expect(statusCodesFault("200, 2xx")).toBeNull();
  });

  it.each(["xx", "0xx", "1xx", "6xx", "2x", "2xxx", "99", "600", "ok"])("are invalid if they include %j", (code) => {
    expect(statusCodesFault(`200, ${code}`)).toContain("such as 200, 201, or 2xx");
  });

  it("can be extended to every 2xx status and keep the others", () => {
    expect(acceptsEverySuccess("200, 201, 404")).toBe("2xx, 404");
    expect(acceptsEverySuccess("2xx")).toBe("2xx");
  });

  it("refuse a 2xx status that they do not include", () => {
    const typed = (statusCodes: string, isFiltered = true) => ({ isFiltered, statusCodes });
    expect(refusesSuccess(typed("200"), 201)).toBe(true);
    expect(refusesSuccess(typed("2xx"), 201)).toBe(false);
    expect(refusesSuccess(typed("200"), 404)).toBe(false);
    expect(refusesSuccess(typed("200"), null)).toBe(false);
    expect(refusesSuccess(typed("200", false), 201)).toBe(false);
    expect(refusesSuccess(typed("wrong"), 201)).toBe(false);
  });
});
