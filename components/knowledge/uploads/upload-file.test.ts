import { expect, it } from "vitest";
import { fileFault, readAnswer } from "./upload-file";

const fault = (name: string, size = 10, type = "") => fileFault({ name, size, type });

it("A file that cannot be read is refused with what to do instead", () => {
  expect(fault("guide.pdf")).toBeNull();
  expect(fault("notes")).toBeNull();
  expect(fault("empty.md", 0)).toContain("empty");
  expect(fault("book.pdf", 51 * 1024 * 1024)).toContain("larger than 50 MB");
  expect(fault("old.DOC")).toContain("Save it as DOCX");
  expect(fault("photo.png", 10, "image/png")).toContain("no text");
});

it("The server's answer to an upload is the new source, or the reason against it", () => {
  expect(readAnswer(201, '{"sourceId":"src_1","name":"a.md"}')).toEqual({ ok: true, sourceId: "src_1" });
  expect(readAnswer(402, '{"error":{"message":"Full."}}')).toEqual({ ok: false, message: "Full." });
  expect(readAnswer(413, "<html>")).toMatchObject({ ok: false, message: expect.stringContaining("50 MB") });
});
