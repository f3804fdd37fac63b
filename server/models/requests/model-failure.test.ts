import { APICallError } from "ai";
import { describe, expect, it } from "vitest";
import { readRequestFailure, sayFailure } from "./model-failure";

function reasonOf(responseBody: string): string {
  const error = new APICallError({
    message: "Internal Server Error",
    url: "https://api.example.com/v1/chat/completions",
    requestBodyValues: {},
    statusCode: 500,
    responseHeaders: {},
    responseBody,
  });
  return sayFailure(readRequestFailure(error, "api.example.com"), ["sk-0123456789"]);
}

describe("the reason of a refusal", () => {
  it.each([
    ["<h1>Bad\n day</h1>", "Bad day"],
    ["<html><STYLE>a{}</style><p>Down</p><script>1 < 2; go('x')</SCRIPT> for repairs", "Down for repairs"],
    ["<p>Down</p><script>never closed", "Down"],
    ["quota < 5", "quota < 5"],
    ['{"error":{"message":"busy"}}', "busy"],
    ["", "Internal Server Error"],
  ])("of %j is %j", (body, reason) => expect(reasonOf(body)).toBe(`500 from api.example.com: ${reason}`));

  it("contains no part of a secret at the point where a long page is cut", () => {
    const page = `Down ${"<b>".repeat(2664)}sk-0123456789 ${"x".repeat(100)}`;
    expect(page.slice(7990, 8000)).toContain("sk-");
    expect(reasonOf(page)).toBe("500 from api.example.com: Down");
  });
});
