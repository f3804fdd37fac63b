import { expect, it } from "vitest";
import { chooseChromium } from "./find-chromium.ts";

const HERE = import.meta.filename;

it.each([
  ["the requested path", "/opt/chrome", [HERE], "/opt/chrome"],
  ["the first installed browser", undefined, ["/missing/chromium", HERE, "/bin/sh"], HERE],
  ["the first installed browser for an empty variable", "", [HERE], HERE],
  ["the one from npm if no browser is installed", undefined, ["/missing/chromium"], undefined],
  ["the one from npm if it is requested", "bundled", [HERE], undefined],
])("The browser tests use %s", (_what, wanted, installed, expected) => {
  expect(chooseChromium(wanted, installed)).toBe(expected);
});
