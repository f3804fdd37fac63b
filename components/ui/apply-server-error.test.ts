import { describe, expect, it } from "vitest";
import { NO_ANSWER, applyServerError, messageOf } from "./apply-server-error";

function formOf() {
  const shown: Record<string, string | undefined> = {};
  const focused: string[] = [];
  return {
    shown,
    focused,
    setError(name: string, error: { message?: string }, options?: { shouldFocus?: boolean }) {
      shown[name] = error.message;
      if (options?.shouldFocus) focused.push(name);
    },
  };
}

const failure = (details: { path: (string | number)[]; message: string }[]) => ({
  message: "The form has faults.",
  data: { code: "BAD_REQUEST", details },
});

describe("applyServerError", () => {
  it("puts each fault beside its field and focuses the first one", () => {
    const form = formOf();
    const error = failure([
      { path: ["email"], message: "Not an address." },
      { path: ["models", 0], message: "Not a model id." },
    ]);
    applyServerError(form, error, ["email", "models"]);
    expect(form.shown).toEqual({ email: "Not an address.", models: "Not a model id." });
    expect(form.focused).toEqual(["email"]);
  });

  it("shows the message above the form when a fault has no field here", () => {
    const form = formOf();
    applyServerError(form, failure([{ path: ["emails"], message: "?" }]), ["email"]);
    expect(form.shown).toEqual({ "root.server": "The form has faults." });
  });

  it("reports a missing response, whatever the browser calls it", () => {
    const form = formOf();
    applyServerError(form, new TypeError("Failed to fetch"), ["email"]);
    expect(form.shown).toEqual({ "root.server": NO_ANSWER });
    expect(messageOf(undefined)).toBe(NO_ANSWER);
  });
});
