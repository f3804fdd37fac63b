import { expect, test } from "vitest";
import { readFunctions } from "./functions.ts";

const step = { id: "step", name: "step", runtime: { type: "http", url: "http://localhost" } };
const config = (rest: object) => ({ id: "app-fn", name: "fn", triggers: [{ event: "go" }], steps: { step }, ...rest });

test("readFunctions reads what the SDK syncs", () => {
  const retries = { attempts: 0 };
  const concurrency = [{ limit: 2, key: "event.data.id" }, { limit: 0 }, { limit: 9, scope: "account", key: "'x'" }];
  const fn = readFunctions([config({ steps: { step: { ...step, retries } }, concurrency })]).get("app-fn");
  expect(fn).toMatchObject({
    maxAttempts: 1,
    limits: [
      { limit: 2, key: "event.data.id", scope: "fn" },
      { limit: 9, key: "'x'", scope: "account" },
    ],
  });
  expect(readFunctions([config({ concurrency: 3 })]).get("app-fn")).toMatchObject({
    maxAttempts: 4,
    limits: [{ limit: 3 }],
  });
});

test.each([
  [{ throttle: { limit: 1, period: "1s" } }, "does not support throttle"],
  [{ singleton: { mode: "skip" }, priority: { run: "1" } }, "does not support singleton, priority"],
  [{ timeouts: { finish: "1m" } }, "does not support timeouts"],
  [{ triggers: [{ cron: "nonsense" }] }, "app-fn: "],
  [{ triggers: [{ cron: "* * * * *", jitter: "5m" }] }, "app-fn: triggers.0"],
  [{ triggers: [{ event: "inngest/function.finished" }] }, "does not send inngest/function.finished"],
  [{ debounce: { period: "a while" } }, '"a while" is not a duration'],
  [{ concurrency: [{ limit: 1, key: "event.(" }] }, "The expression `event.(`"],
  [{ somethingNew: true }, "somethingNew"],
])("readFunctions refuses %j", (rest, reason) => {
  expect(() => readFunctions([config(rest)])).toThrow(reason);
});
