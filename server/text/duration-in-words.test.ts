import { expect, it } from "vitest";
import { durationInWords } from "./duration-in-words";

it.each([
  [1, "1 second"],
  [90, "90 seconds"],
  [60, "1 minute"],
  [5400, "90 minutes"],
  [7200, "2 hours"],
  [86_400, "1 day"],
  [30 * 86_400, "30 days"],
])('durationInWords writes %i seconds as "%s"', (seconds, words) => expect(durationInWords(seconds)).toBe(words));
