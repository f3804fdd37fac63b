import { expect, it } from "vitest";
import { chooseChromium } from "./find-chromium.ts";

const HERE = import.meta.filename;

it.each([
  ["the path that is asked for", "/opt/chrome", [HERE], "/opt/chrome"],
  ["the first that is installed", undefined, ["/missing/chromium", HERE, "/bin/sh"], HERE],
  ["the first that is installed, for an empty variable", "", [HERE], HERE],
  ["the one from npm where none is installed", undefined, ["/missing/chromium"], undefined],
  ["the one from npm where it is asked for", "bundled", [HERE], undefined],
])("the browser tests use %s", (_what, wanted, installed, expected) => {
  expect(chooseChromium(wanted, installed)).toBe(expected);
});
