import { expect, it } from "vitest";
import { callbackCommand } from "./callback-command";

it("callbackCommand can be pasted into a shell", () => {
  expect(callbackCommand("https://parley.example.com/api/callback/run_1-2.abc")).toBe(
    `curl -X POST 'https://parley.example.com/api/callback/run_1-2.abc' -H 'content-type: application/json' -d '{"approved": true}'`,
  );
  expect(callbackCommand("https://x/'; rm")).toContain(String.raw`'https://x/'\''; rm'`);
});
