import { expect, it } from "vitest";
import { fileSize } from "./file-size";

it.each([
  [1, "1 byte"],
  [340, "340 bytes"],
  [1024, "1 kB"],
  [11_500, "12 kB"],
  [15 * 1024 * 1024, "15 MB"],
  [15 * 1024 * 1024 + 1, "15.1 MB"],
  [1024 * 1024 - 1, "1024 kB"],
])("fileSize formats %i bytes", (bytes, text) => {
  expect(fileSize(bytes)).toBe(text);
});
