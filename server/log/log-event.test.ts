import { expect, it, vi } from "vitest";
import { logEvent } from "./log-event";

it("logEvent writes one line of JSON, also for values with line breaks", () => {
  const log = vi.spyOn(console, "info").mockReturnValue();
  logEvent("thing.done", { id: "a\nb", ms: 3, host: null, ok: true });
  expect(log.mock.calls).toEqual([[String.raw`{"event":"thing.done","id":"a\nb","ms":3,"host":null,"ok":true}`]]);
  log.mockRestore();
});
