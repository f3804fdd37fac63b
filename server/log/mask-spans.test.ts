import { expect, it } from "vitest";
import { maskSpans } from "./mask-spans";

it("maskSpans takes queries, private parts of addresses and the words of errors out of a span", () => {
  const attributes: Record<string, string> = {
    "http.target": "/api/callback/t0ken?key=s3cret",
    "http.route": "/api/callback/[token]",
  };
  const exception = { "exception.type": "Error", "exception.message": "s3cret", "exception.stacktrace": "s3cret at …" };
  const span = {
    attributes,
    setAttribute: (name: string, value: string) => (attributes[name] = value),
    status: { code: 2, message: "s3cret" },
    events: [{ name: "exception", attributes: exception }],
  };
  maskSpans.onStart(span);
  maskSpans.onEnd(span);
  expect(attributes).toEqual({ "http.target": "/api/callback/•••", "http.route": "/api/callback/[token]" });
  expect(span.status).toEqual({ code: 2 });
  expect(exception).toEqual({ "exception.type": "Error" });
});
