import { expect, it } from "vitest";
import { fileFault, readAnswer } from "./upload-file";

it("A file that cannot be sent is refused with the reason", () => {
  expect(fileFault({ name: "a.png", size: 10 })).toBeNull();
  expect(fileFault({ name: "a.png", size: 0 })).toContain("empty");
  expect(fileFault({ name: "a.png", size: 16 * 1024 * 1024 })).toContain("15 MB");
  expect(readAnswer(201, '{"fileId":"fil_1","name":"a"}')).toEqual({ ok: true, fileId: "fil_1" });
  expect(readAnswer(402, '{"error":{"message":"Full."}}')).toEqual({ ok: false, message: "Full." });
  expect(readAnswer(502, "<html>")).toMatchObject({ ok: false });
});
