import { expect, it } from "vitest";
import { isExactNumber } from "./exact-number";

it.each([
  "0",
  "-42",
  "+7",
  "0.1",
  "33.333333333333333333",
  "9007199254740991",
  "10000000000000000000",
  "1e21",
  "1.5e300",
])("isExactNumber is true for %s", (written) => expect(isExactNumber(written)).toBe(true));

it.each(["12345678901234567890", "-9007199254740993", "1.2345678901234567890e25", "1e400", "9".repeat(400)])(
  "isExactNumber is false for %s",
  (written) => expect(isExactNumber(written)).toBe(false),
);
